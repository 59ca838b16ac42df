import EngineSamples
import EngineStore
import FlowIR
import FlowMachine
import Foundation
import Notifications
import Testing
import Vendors
import Vocabulary

@testable import FlowEngine

/// What has to be told of a run is written down with the event that it tells, and holds nothing of the applicant.
@Suite struct NoticeTests {
    struct Body: Decodable, Equatable {
        struct Content: Decodable, Equatable {
            var run: String
            var flow: String
            var version: Int
            var status: String
            var reason: String?
            var step: String?
        }
        var type: String
        var data: Content
    }

    private func told(_ endpoint: String = "wh_a", in store: any EngineStore) async throws -> [Body] {
        try await store.deliveries(to: endpoint, before: nil, limit: 99).reversed().map {
            try JSONDecoder().decode(Body.self, from: $0.notice.body)
        }
    }

    @Test func eachTurnOfARunIsToldOnce() async throws {
        try await onEveryStore { store in
            var stage = try Stage(
                .onboarding(), store: store,
                script: VendorScript(story: "declined", answers: ["biometrics": [.reason("face_too_small")]]))
            stage.subscribers = { news in news.kind == .incident ? [] : ["wh_a"] }
            let engine = stage.engine()
            let run = try await stage.start(on: engine)
            #expect(try await stage.settle(run, on: engine).status == .reviewNeeded)
            try await engine.take(
                .reviewDecided(ReviewDecision(answer: .verify, by: "ann", reason: "Hannah was on the phone")), of: run)
            await engine.shutdown()
            let bodies = try await told(in: store)
            #expect(bodies.map(\.type) == ["run.applicant_needed", "run.review_needed", "run.verified"])
            #expect(bodies.map(\.data.status) == ["awaiting_input", "review_needed", "verified"])
            #expect(bodies.allSatisfy { $0.data.run == run.text && $0.data.flow == "onboarding" })
            #expect(bodies[0].data.step == "liveness" && bodies[0].data.reason == "face_too_small")
            #expect(bodies[2].data.reason == nil, "what a person wrote stays inside")
            let rows = try await store.deliveries(to: "wh_a", before: nil, limit: 99)
            #expect(Set(rows.map(\.notice.id)).count == 3)
            for row in rows {
                let text = String(decoding: row.notice.body, as: UTF8.self)
                for word in ["Hannah", "Bret", "selfie", "ann"] { #expect(!text.contains(word)) }
            }
        }
    }

    @Test func anIncidentIsToldAndWithoutSubscribersNothingIs() async throws {
        let script = VendorScript(answers: ["biometrics": [.failure(.cut)]])
        var stage = try Stage(.onboarding(), script: script)
        stage.subscribers = { _ in ["wh_a"] }
        let engine = stage.engine()
        _ = try await engine.rest(of: stage.start(on: engine))
        await engine.shutdown()
        let bodies = try await told(in: stage.store)
        #expect(bodies.map(\.type) == ["run.incident"] && bodies[0].data.step == "idmeta.biometrics")

        let quiet = try Stage(.onboarding(), script: script)
        let other = quiet.engine()
        _ = try await other.rest(of: quiet.start(on: other))
        await other.shutdown()
        #expect(try await quiet.store.awaitedEndpoints().isEmpty)
    }

    @Test func aFlowsOwnAddressesAreTold() async throws {
        var program = try SampleFlow.onboarding().program
        program.notify = [
            NotifyTarget(address: .variable("A"), events: [.rejected], secret: "S"),
            NotifyTarget(address: .url("https://example.com/x"), events: [.rejected, .verified], secret: "S"),
        ]
        var stage = try Stage(SampleFlow(program))
        stage.subscribers = { _ in [] }
        let engine = stage.engine()
        _ = try await engine.rest(of: stage.start(on: engine))
        await engine.shutdown()
        let endpoint = FlowEndpoint(digest: stage.flow.stored.digest, index: 1)
        #expect(try await stage.store.awaitedEndpoints() == [endpoint.text])
        #expect(try await told(endpoint.text, in: stage.store).map(\.type) == ["run.verified"])
        #expect(FlowEndpoint(endpoint.text) == endpoint)
    }

    /// A program of the time before there were notifications is the same bytes, and reads as one without any.
    @Test func programsWithoutNotificationsKeepTheirDigest() throws {
        let stored = try SampleFlow.onboarding().stored
        #expect(!String(decoding: stored.bytes, as: UTF8.self).contains("notify"))
        #expect(try JSONDecoder().decode(FlowProgram.self, from: stored.bytes).notify == nil)
    }

    /// Whichever commit a process dies at, and whether before or after it: each turn is told, and once.
    @Test(arguments: [Mishap.deathBefore, .deathAfter, .unknownAndDone])
    func nothingIsLostOrToldTwiceByADeath(_ mishap: Mishap) async throws {
        let script = VendorScript(answers: ["biometrics": [.reason("face_too_small")]])
        for number in 2...30 {
            var stage = try Stage(.onboarding(orphans: true), script: script)
            stage.subscribers = { _ in ["wh_a", "wh_b"] }
            let life = Life(commit: { $0 == number ? mishap : nil })
            let first = stage.engine(life)
            let run = try await stage.start(on: first)
            _ = try? await stage.settle(run, on: first)
            await first.shutdown()
            let second = stage.engine()
            _ = try await second.resumeAll()
            let state = try await stage.settle(run, on: second)
            await second.shutdown()
            // A question that was asked twice has another answer, which needs no second photo.
            let asked = state.steps["liveness"]?.attempts == 2
            for endpoint in ["wh_a", "wh_b"] {
                let types = try await told(endpoint, in: stage.store).map(\.type)
                #expect(types == (asked ? ["run.applicant_needed"] : []) + ["run.verified"], "commit \(number)")
            }
        }
    }
}
