import EngineSamples
import EngineStore
import Expressions
import FlowMachine
import Testing
import VendorCalls
import Vendors
import Vocabulary

@testable import FlowEngine

/// What a run left at its vendors goes with the run.
struct ErasureTests {
    private static let watched = """
        flow: watched
        version: 1
        applicant: { first_name: string }
        vendors: { identomat: {} }
        steps:
          - { id: listed, act: denylist_add, by: identomat, input: { reason: r, last_name: "${applicant.first_name}" } }
          - { id: back, act: group_add, by: identomat, input: { name: g }, undo: "true" }
          - id: aml
            check: watchlist
            by: identomat
            input: { full_name: "${applicant.first_name}" }
            monitor: { for: 1y }
        status: [ { verify: checks.aml.passed }, { otherwise: review } ]
        keep: { verified: 30d }

        """

    private func run(_ stage: Stage, _ engine: Engine) async throws -> RunID {
        let run = try await engine.start(
            stage.flow.stored, packs: stage.flow.packs, applicant: ["first_name": "Ada"])
        let state = try await stage.settle(run, on: engine)
        #expect(state.status == .verified && state.steps["monitor/aml"]?.phase == .waiting)
        return run
    }

    private func said(_ erasures: [VendorErasure]) -> [String] {
        erasures.map { "\($0.operation): \($0.outcome.rawValue)" }
    }

    /// What an act left is taken back even where the flow does not undo it; what was undone is not undone twice.
    @Test func listsAndWatchingEndWithTheRun() async throws {
        let stage = try Stage(SampleFlow(Self.watched, pack: "identomat"))
        let engine = stage.engine()
        let erasures = try await engine.erase(try await run(stage, engine))
        #expect(said(erasures) == ["allow: erased", "unmonitor: erased"])
        await engine.shutdown()
    }

    @Test func aVendorThatIsNotWellIsAskedAgainUntilItHasErased() async throws {
        let script = VendorScript(answers: ["unmonitor": [.http(.init(status: 503))]])
        let stage = try Stage(SampleFlow(Self.watched, pack: "identomat"), script: script)
        let engine = stage.engine()
        let run = try await run(stage, engine)
        let erasures = try await engine.erase(run)
        let later = try #require(erasures.last)
        #expect(later.outcome == .later && later.nextAt.map { $0 > stage.clock.now } == true)
        let before = stage.vendor.sent("unmonitor")
        try await engine.resumeErasures()
        #expect(stage.vendor.sent("unmonitor") == before)
        stage.clock.move(by: .seconds(86_400))
        try await engine.resumeErasures()
        #expect(stage.vendor.sent("unmonitor") == before + 1)
        try await engine.resumeErasures()
        #expect(stage.vendor.sent("unmonitor") == before + 1)
        await engine.shutdown()
    }

    @Test func aRunIsErasedByItselfWhenItsTimeIsOver() async throws {
        let stage = try Stage(SampleFlow(Self.watched, pack: "identomat"))
        let engine = stage.engine()
        let run = try await run(stage, engine)
        stage.clock.move(by: .seconds(30 * 86_400))
        while (try? await engine.state(of: run)) != nil { _ = try? await engine.standing(of: run, .idle) }
        await #expect { try await engine.state(of: run) } throws: { ($0 as? EngineError)?.code == .erased }
        await engine.shutdown()
    }
}
