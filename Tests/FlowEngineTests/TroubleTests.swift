import EngineSamples
import EngineStore
import Expressions
import FlowIR
import FlowMachine
import Foundation
import Testing
import Vendors
import Vocabulary

@testable import FlowEngine

/// A store that fails for a while, and records that this program cannot go on with.
@Suite struct TroubleTests {
    /// Whatever the store says of a commit, the run comes out the same and each call is made once.
    @Test(arguments: [Mishap.unknownAndDone, .unknownAndUndone, .conflict], 1...8)
    func oneBadCommitChangesNothing(_ mishap: Mishap, _ number: Int) async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["document": [.failure(.throttled)]]))
        let engine = stage.engine(Life(commit: { $0 == number ? mishap : nil }))
        let run: RunID
        do {
            run = try await stage.start(on: engine)
        } catch {
            // The caller of `start` is told; nothing was created.
            #expect(mishap == .conflict && number == 1)
            #expect(try await stage.store.runs(RunFilter(), before: nil, limit: 9).isEmpty)
            return await engine.shutdown()
        }
        #expect(try await stage.settle(run, on: engine).status == .verified)
        #expect(
            stage.vendor.effects.map(\.operation) == ["create", "document", "biometrics", "metadata", "finalize"])
        let row = try await stage.store.load(run).row
        #expect(row.sequence == 7)
        #expect(try await stage.store.verifyChain(run) == ChainReport(intact: 7, brokenAt: nil))
        await engine.shutdown()
    }

    /// An answer that cannot be stored is not lost: the engine holds it until the store is back.
    @Test func anAnswerIsHeldWhileTheStoreIsAway() async throws {
        let stage = try Stage(.onboarding())
        // The answer to create, tried three times, and tried again a second later.
        let engine = stage.engine(Life(commit: { (2...4).contains($0) ? .unknownAndUndone : nil }))
        let run = try await stage.start(on: engine)
        await #expect { try await engine.rest(of: run) } throws: { ($0 as? EngineError)?.store == .unavailable }
        #expect(try await stage.store.load(run).activities.map(\.state) == [.sending])
        stage.clock.move(by: .seconds(1))
        #expect(try await stage.settle(run, on: engine).status == .verified)
        #expect(stage.vendor.effects.count { $0.kind == .opens } == 1)
        await engine.shutdown()
    }

    /// A turn was committed, nobody heard of it, and then the store was away: its calls were never sent, so they are no
    /// lost calls and need no operator.
    @Test(arguments: 1...7) func aTurnThatTurnsOutDurableIsFollowed(_ number: Int) async throws {
        let stage = try Stage(.onboarding())
        let life = Life(commit: { $0 == number ? .doneAndSilent : nil })
        let engine = stage.engine(life)
        do {
            let run = try await stage.start(on: engine)
            await #expect { try await engine.rest(of: run) } throws: { ($0 as? EngineError)?.store == .unavailable }
        } catch {
            #expect(number == 1 && (error as? EngineError)?.store == .unavailable)
        }
        life.silence(false)
        stage.clock.move(by: .seconds(1))
        let run = try #require(try await stage.store.runs(RunFilter(), before: nil, limit: 9).first?.run)
        #expect(try await engine.rest(of: run).status == .verified)
        #expect(
            stage.vendor.effects.map(\.operation) == ["create", "document", "biometrics", "metadata", "finalize"])
        await engine.shutdown()
    }

    /// The same for what somebody told the run: he heard of a failure, and the run goes on all the same.
    @Test(.timeLimit(.minutes(10))) func aFactThatTurnsOutDurableIsFollowed() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["biometrics": [.reason("face_cropped")]]))
        let life = Life(commit: { $0 == 5 ? .doneAndSilent : nil })
        let engine = stage.engine(life)
        let run = try await stage.start(on: engine)
        let ask = try #require(try await engine.rest(of: run).asks["liveness"])
        let again = SampleFlow.again(ask.fields, in: SampleFlow.applicant)
        await #expect {
            try await engine.take(.inputReceived(step: ask.step, values: again.values), of: run, media: again.media)
        } throws: {
            ($0 as? EngineError)?.code == .store
        }
        life.silence(false)
        stage.clock.move(by: .seconds(1))
        // Nobody asks for the run: the engine looks again by itself.
        while try await stage.store.load(run).row.status != .verified { await Task.yield() }
        #expect(stage.vendor.effects.count { $0.operation == "biometrics" } == 1)
        #expect(try await engine.rest(of: run).orphans.isEmpty)
        await engine.shutdown()
    }

    @Test func twoEnginesOnOneRunNeverWriteOverEachOther() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["biometrics": [.reason("face_cropped")]]))
        let first = stage.engine()
        let run = try await stage.start(on: first)
        _ = try await first.rest(of: run)
        let second = stage.engine()
        _ = try await second.rest(of: run)
        // The first one's picture of the run is old now.
        try await second.take(.metadataPatched(["country": .string("DE")]), of: run)
        try await first.take(.cancelled(by: "caller"), of: run)
        #expect(try await second.history(of: run).suffix(2).map(\.fact.name) == ["metadata_patched", "cancelled"])
        await #expect { try await second.take(.metadataPatched(["country": .string("FR")]), of: run) } throws: {
            ($0 as? EngineError)?.code == .refused
        }
        await first.shutdown()
        await second.shutdown()
    }

    @Test(arguments: ["format", "semantics"]) func aRunOfAnotherMachineIsLeftAlone(_ number: String) async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["document": [.failure(.throttled)]]))
        let engine = stage.engine()
        let stored = stage.flow.stored
        let text = String(decoding: stored.bytes, as: UTF8.self).replacing("\"\(number)\":1", with: "\"\(number)\":99")
        let newer = StoredFlow(digest: digest(text), bytes: Data(text.utf8), packs: stored.packs)
        await #expect { try await engine.start(newer, packs: stage.flow.packs, applicant: [:]) } throws: {
            ($0 as? EngineError)?.code == .unknownSemantics && "\($0)".contains("99")
        }
        await #expect(throws: StoreError.self) { try await stage.store.flow(newer.digest) }
        await engine.shutdown()
    }

    @Test func aFlowThatIsNotWhatItsDigestSaysDoesNotRun() async throws {
        let stage = try Stage(.onboarding())
        let engine = stage.engine()
        let stored = stage.flow.stored
        let text = String(decoding: stored.bytes, as: UTF8.self).replacing("\"onboarding\"", with: "\"offboarding\"")
        let changed = StoredFlow(digest: stored.digest, bytes: Data(text.utf8), packs: stored.packs)
        await #expect { try await engine.start(changed, packs: stage.flow.packs, applicant: [:]) } throws: {
            ($0 as? EngineError)?.code == .badFlow
        }
        await engine.shutdown()
    }

    @Test func aRunDoesNotGoOnWithAnotherPack() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["document": [.failure(.throttled)]]))
        let first = stage.engine()
        let run = try await stage.start(on: first)
        _ = try await first.standing(of: run, .idle)
        await first.shutdown()
        let before = try await stage.store.load(run)
        stage.clock.move(by: .seconds(1))

        let other = Engine(
            EngineParts(
                store: stage.store, sender: stage.vendor, masterKey: stage.masterKey, clock: stage.clock,
                packOf: { stored in
                    var pack = try stored.compiled()
                    pack.digest = "0000"
                    return pack
                }))
        let resumption = try await other.resumeAll()
        #expect(resumption.resumed.isEmpty && resumption.refused.mapValues(\.code) == [run: .badPack])
        #expect(try await stage.store.load(run) == before)
        await other.shutdown()
    }

    @Test func aRunDoesNotOpenWithAnotherMasterKey() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["document": [.failure(.throttled)]]))
        let first = stage.engine()
        let run = try await stage.start(on: first)
        await first.shutdown()
        stage.clock.move(by: .seconds(1))
        let other = Engine(
            EngineParts(
                store: stage.store, sender: stage.vendor, masterKey: .generate(), clock: stage.clock,
                packOf: { try $0.compiled() }))
        #expect(try await other.resumeAll().refused.mapValues(\.code) == [run: .badRecord])
        await other.shutdown()
    }

    @Test func anErasedRunIsLeftAlone() async throws {
        let stage = try Stage(.onboarding())
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        _ = try await engine.rest(of: run)
        try await stage.store.erase(run, at: stage.clock.now)
        await #expect { try await engine.history(of: run) } throws: { ($0 as? EngineError)?.code == .erased }
        await engine.shutdown()
    }

    private func digest(_ text: String) -> String { SampleFlow.digest(of: Data(text.utf8)) }
}
