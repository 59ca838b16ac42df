import EngineSamples
import EngineStore
import FlowMachine
import Testing
import Vendors
import Vocabulary

@testable import FlowEngine

/// A process that dies at every possible point; another one goes on.
@Suite struct RecoveryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var script: VendorScript
        var orphans = false

        var testDescription: String { orphans ? "\(name), orphans allowed" : name }
    }

    static let cases: [Case] = [
        VendorScript(),
        VendorScript(answers: ["biometrics": [.reason("face_too_small")]]),
        VendorScript(answers: ["document": [.failure(.throttled)], "watchlist": [.failure(.server)]]),
        VendorScript(story: "declined"),
    ].flatMap { script in
        let name = script.answers.keys.sorted().joined(separator: " and ") + " " + script.story
        return [Case(name: name, script: script), Case(name: name, script: script, orphans: true)]
    }

    @Test(arguments: cases, [Mishap.deathBefore, .deathAfter])
    func deathAtAnyCommitIsSurvived(_ example: Case, _ mishap: Mishap) async throws {
        let points = try await survive(example) { number in Life(commit: { $0 == number ? mishap : nil }) }
        #expect(points >= 7)
    }

    @Test(arguments: cases, [Mishap.deathBefore, .deathAfter])
    func deathAtAnyCallIsSurvived(_ example: Case, _ mishap: Mishap) async throws {
        let points = try await survive(example) { number in Life(send: { $0 == number ? mishap : nil }) }
        #expect(points >= 5)
    }

    /// Tries point after point until a run meets none; gives how many there were.
    private func survive(_ example: Case, _ life: (Int) -> Life) async throws -> Int {
        let flow = try SampleFlow.onboarding(orphans: example.orphans)
        let calm = try Stage(flow, script: example.script)
        let calmEngine = calm.engine()
        let expected = try await calm.settle(calm.start(on: calmEngine), on: calmEngine)
        for number in 1...200 {
            let stage = try Stage(flow, script: example.script)
            let doomed = life(number)
            let first = stage.engine(doomed)
            if let run = try? await stage.start(on: first) { _ = try? await stage.settle(run, on: first) }
            await first.shutdown()
            guard doomed.hasEnded else {
                #expect(stage.vendor.effects == calm.vendor.effects)
                return number - 1
            }
            try await goOn(stage, after: number, expected, example)
        }
        Issue.record("there is no end to the points")
        return 200
    }

    private func goOn(_ stage: Stage, after number: Int, _ expected: RunState, _ example: Case) async throws {
        let second = stage.engine()
        let resumption = try await second.resumeAll()
        #expect(resumption.refused.isEmpty)
        guard let run = try await stage.store.runs(RunFilter(), before: nil, limit: 9).first?.run else {
            // Death came before the run was durable: nothing of it is anywhere.
            #expect(stage.vendor.effects.isEmpty)
            return await second.shutdown()
        }
        let state = try await stage.settle(run, on: second)
        let comment: Comment = "point \(number) of \(example.testDescription)"
        if let incident = state.incidents.first {
            #expect(!example.orphans && incident.effectPossible && incident.at.hasPrefix("idmeta."), comment)
        } else {
            #expect(state.status == expected.status && state.reason == expected.reason, comment)
        }
        // Each second effect of a call that acts each time is a named orphan.
        for operation in ["create", "document", "biometrics"] {
            let extra = stage.vendor.effects.count { $0.operation == operation } - 1
            let orphans = state.orphans.filter { $0.at == "idmeta.\(operation)" }
            #expect(extra <= orphans.count, comment)
            #expect(
                orphans.allSatisfy { $0.permittedBy.contains("orphans: allow") || $0.permittedBy.contains("on_lost") },
                comment)
        }
        #expect(example.orphans || state.orphans.isEmpty, comment)
        let row = try await stage.store.load(run).row
        #expect(try await stage.store.verifyChain(run) == ChainReport(intact: row.sequence, brokenAt: nil), comment)
        await second.shutdown()
    }

    /// Nobody may be told twice, nor may an operator's word be needed where the vendor saw nothing.
    @Test func aWaitThatWasInterruptedIsNoLostCall() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["document": [.failure(.throttled)]]))
        let first = stage.engine()
        let run = try await stage.start(on: first)
        #expect(try await first.standing(of: run, .idle).isBackingOff)
        await first.shutdown()
        let second = stage.engine()
        _ = try await second.resumeAll()
        #expect(try await stage.settle(run, on: second).status == .verified)
        #expect(stage.vendor.effects.count { $0.operation == "document" } == 1)
        await second.shutdown()
    }

    @Test func anEngineThatIsShutDownTakesInNothing() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["document": [.failure(.throttled)]]))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        _ = try await engine.standing(of: run, .idle)
        let rest = Task { try await engine.rest(of: run) }
        await engine.shutdown()
        await #expect(throws: EngineError.self) { try await rest.value }
        await #expect { try await engine.take(.cancelled(by: "x"), of: run) } throws: {
            ($0 as? EngineError)?.code == .shutDown
        }
        // Its alarm is off: no time that goes by makes it move.
        let before = try await stage.store.load(run)
        stage.clock.move(by: .seconds(60))
        #expect(try await stage.store.load(run) == before)
    }
}
