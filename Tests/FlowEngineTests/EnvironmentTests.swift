import EngineSamples
import EngineStore
import Expressions
import FlowMachine
import Testing
import VendorCalls
import Vendors
import Vocabulary

@testable import FlowEngine

/// Settings that a flow leaves to the place where it runs.
@Suite struct EnvironmentTests {
    private func stage(_ variables: [String: String]) throws -> Stage {
        var stage = try Stage(
            try SampleFlow(
                """
                flow: f
                version: 1
                applicant: { full_name: string }
                vendors: { idmeta: { trust_flow: "${env.TRUST_FLOW}" } }
                steps: [ { id: aml, check: watchlist, by: idmeta, input: { full_name: "${applicant.full_name}" } } ]
                status: [ { verify: checks.aml.passed }, { otherwise: review } ]
                """))
        stage.variable = { variables[$0] }
        return stage
    }

    private func start(_ stage: Stage, on engine: Engine) async throws -> RunID {
        try await engine.start(stage.flow.stored, packs: stage.flow.packs, applicant: ["full_name": "Ada"])
    }

    @Test func theVendorIsToldWhatTheEnvironmentSays() async throws {
        let stage = try stage(["TRUST_FLOW": "4711"])
        let engine = stage.engine()
        let run = try await start(stage, on: engine)
        #expect(try await stage.settle(run, on: engine).status == .verified)
        let bodies = stage.seen.all.compactMap { progress -> Value? in
            if case .sent(_, number: _, request: let request) = progress.content { return request.body }
            return nil
        }
        #expect(bodies.contains { $0.texts.contains("4711") })
        #expect(!String(decoding: stage.flow.stored.bytes, as: UTF8.self).contains("4711"))
        await engine.shutdown()
    }

    /// Nothing is begun that would be sent with a hole in it.
    @Test(arguments: [[:], ["TRUST_FLOW": "not a number"]])
    func withoutAValueThatFitsNoRunIsTakenUp(_ variables: [String: String]) async throws {
        let stage = try stage(variables)
        let engine = stage.engine()
        let error = try await #require(throws: EngineError.self) { try await start(stage, on: engine) }
        #expect(error.code == .badSetting)
        #expect(error.message.contains("TRUST_FLOW") && !error.message.contains("not a number"))
        await engine.shutdown()
    }
}
