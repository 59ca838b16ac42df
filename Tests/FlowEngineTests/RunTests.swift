import EngineSamples
import EngineStore
import EngineStoreSQLite
import Expressions
import FlowMachine
import FlowScenarios
import StoreSamples
import Testing
import VendorCalls
import Vendors
import Vocabulary

@testable import FlowEngine

/// Runs from start to rest, with nothing going wrong.
@Suite struct RunTests {
    @Test func aCleanApplicantIsVerified() async throws {
        try await onEveryStore { store in
            let stage = try Stage(.onboarding(), store: store)
            let engine = stage.engine()
            let run = try await stage.start(on: engine)
            let state = try await engine.rest(of: run)
            #expect(state.status == .verified)
            #expect(try await engine.state(of: run) == state)
            #expect(
                try await engine.history(of: run).map(\.fact.name) == ["created"]
                    + Array(repeating: "activity_ended", count: 6))
            #expect(
                stage.vendor.effects.map(\.operation) == ["create", "document", "biometrics", "metadata", "finalize"])

            let row = try await store.load(run).row
            #expect(
                row.status == .verified && row.flow == "onboarding" && row.decidedBy?.hasPrefix("flow.yaml:") == true)
            #expect(try await store.verifyChain(run) == ChainReport(intact: 7, brokenAt: nil))
            #expect(try await store.unfinished() == [])
            await engine.shutdown()
        }
    }

    /// The state is what its events make of it, and nothing else.
    @Test func aRunIsTheFoldOfItsEvents() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["biometrics": [.reason("face_too_small")]]))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        let state = try await stage.settle(run, on: engine)
        var machine = Machine(stage.flow.program)
        for event in try await engine.history(of: run) { _ = try machine.apply(event) }
        #expect(machine.state == state)
        #expect(state.steps["liveness"]?.attempts == 2)
        await engine.shutdown()
    }

    @Test func anAwaitedPhotoCanBeGiven() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["biometrics": [.reason("face_cropped")]]))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        #expect(try await engine.rest(of: run).status == .awaitingInput)
        let row = try await stage.store.load(run).row
        #expect(row.waitingOn == "liveness")
        #expect(row.waitingUntil == stage.clock.now + Interval.seconds(2 * 86_400))
        #expect(try await stage.store.timers(of: run).map(\.name) == ["capture:liveness", "expiry"])

        await #expect(throws: EngineError.self) {
            try await engine.take(.inputReceived(step: "aml", values: ["selfie": .null]), of: run)
        }
        #expect(try await stage.settle(run, on: engine).status == .verified)
        #expect(try await stage.store.media("selfie#2", of: run).size == 3)
        await engine.shutdown()
    }

    @Test func aRefusedFactChangesNothingAndSaysSo() async throws {
        let stage = try Stage(.onboarding())
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        _ = try await engine.rest(of: run)
        let before = try await stage.store.load(run)
        do {
            try await engine.take(.cancelled(by: "caller"), of: run)
            Issue.record("a verified run took a cancellation")
        } catch {
            #expect(error.code == .refused && error.refusal?.state == "verified")
        }
        #expect(try await stage.store.load(run) == before)
        await engine.shutdown()
    }

    @Test func theSameMarkIsTakenInOnce() async throws {
        let stage = try Stage(.onboarding())
        let engine = stage.engine()
        let mark = InboxMark(source: "api", id: "order-1")
        let runs = try await [
            engine.start(
                stage.flow.stored, packs: stage.flow.packs, applicant: SampleFlow.applicant, media: SampleFlow.media,
                mark: mark),
            engine.start(
                stage.flow.stored, packs: stage.flow.packs, applicant: SampleFlow.applicant, media: SampleFlow.media,
                mark: mark),
        ]
        #expect(runs[0] == runs[1])
        #expect(try await engine.rest(of: runs[0]).status == .verified)
        #expect(stage.vendor.effects.count { $0.kind == .opens } == 1)
        await engine.shutdown()
    }

    @Test func anUnknownRunIsSaidToBeUnknown() async throws {
        let engine = try Stage(.onboarding()).engine()
        let run = try #require(RunID("run_00000000000000000000000000"))
        for attempt in [
            { _ = try await engine.rest(of: run) }, { _ = try await engine.state(of: run) },
            { _ = try await engine.history(of: run) }, { try await engine.take(.cancelled(by: "x"), of: run) },
            { try await engine.resume(run) },
        ] as [@Sendable () async throws -> Void] {
            await #expect { try await attempt() } throws: { ($0 as? EngineError)?.code == .unknownRun }
        }
        await engine.shutdown()
    }

    /// Every call of an activity carries the key that any process would give it, short enough for the tightest vendor.
    @Test func keysAreTheSameInEveryProcess() throws {
        let run = try #require(RunID("run_01kajz2v7yqj3c8w5m6x9n0pte"))
        // printf %s run_01kajz2v7yqj3c8w5m6x9n0pte/create/idmeta | sha256sum | cut -c1-40
        #expect(ActivityKey.key(of: "create/idmeta", in: run) == "ba9087f3570970b6f3c4ba72e05223a8867f1aa2")
        #expect(ActivityKey.key(of: "create/idmeta/2", in: run).count == 40)
        #expect(ActivityKey.key(of: "create/idmeta/2", in: run) != ActivityKey.key(of: "create/idmeta", in: run))
    }

    @Test func manyRunsGoOnSideBySide() async throws {
        let stage = try Stage(.onboarding())
        let engine = stage.engine()
        try await withThrowingTaskGroup(of: RunStatus.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let run = try await stage.start(on: engine)
                    return try await engine.rest(of: run).status
                }
            }
            for try await status in group { #expect(status == .verified) }
        }
        #expect(stage.vendor.effects.count { $0.kind == .opens } == 100)
        await engine.shutdown()
    }

    /// What a follower is shown is in the order of happening, and a call is shown before its answer.
    @Test func followersSeeEachCallAndItsAnswer() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["document": [.failure(.throttled)]]))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        _ = try await stage.settle(run, on: engine)
        let words = stage.seen.all.map { progress in
            switch progress.content {
            case .applied(let event, _, _): event.fact.name
            case .sent(let activity, let number, _): "\(activity.name) #\(number)"
            case .received(_, _, let outcome): outcome
            case .waiting: "waiting"
            }
        }
        #expect(
            words.prefix(9) == [
                "created", "idmeta.create #1", "200", "activity_ended", "idmeta.document #1", "429", "waiting",
                "idmeta.document #2", "200",
            ])
        #expect(stage.seen.all.allSatisfy { $0.run == run.text })
        await engine.shutdown()
    }
}

/// The same in memory and in a file.
func onEveryStore(_ body: (any EngineStore) async throws -> Void) async throws {
    try await body(MemoryStore())
    try await TemporaryFolder.with { folder in
        let store = try SQLiteStore(path: folder + "/store.sqlite")
        try await body(store)
        try await store.close()
    }
}
