import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let refusals = [
        StorePromise("refuses changes of a run that is not there") { store in
            let sample = try SampleRun(1)
            await expectRefusal(.notFound) { try await store.commit(sample.change(expecting: 1)) }
            await expectRefusal(.notFound) {
                try await store.commit(
                    RunChange(run: sample.run, at: SampleRun.moment(1), activities: [sample.activity("call")]))
            }
            await expectRefusal(.notFound) { _ = try await store.load(sample.run) }
            await expectRefusal(.notFound) { try await store.erase(sample.run, at: SampleRun.moment(1)) }
            #expect(try await store.events(of: sample.run, after: 0, limit: 10).isEmpty)
        },
        StorePromise("refuses a run on a flow that was not put") { store in
            let sample = try SampleRun(1)
            let stranger = RunRow(
                run: sample.run, flow: "kyc", version: "3", digest: "sha256:other", key: sample.wrapped,
                createdAt: SampleRun.moment(0))
            await expectRefusal(.notFound) { try await store.commit(sample.change(expecting: 0) { $0.row = stranger }) }
            await expectRefusal(.notFound) { _ = try await store.load(sample.run) }
        },
        StorePromise("refuses a sentence where a word is due") { store in
            let sample = try SampleRun(1)
            let edits: [@Sendable (inout Advance) throws -> Void] = [
                { $0.row.reason = "Ada Lovelace" },
                { $0.row.incident = "no answer for Ada" },
                { $0.row.decidedBy = "line\nbreak" },
                { $0.row.waitingOn = "" },
                { $0.events = [try sample.event(1, kind: "applicant Ada")] },
                { $0.timers = [.set(name: "Ada L", due: SampleRun.moment(1))] },
                { $0.inbox = [InboxMark(source: "api", id: "Ada L")] },
                { $0.media = [try sample.media("selfie of Ada")] },
            ]
            for edit in edits {
                await expectRefusal(.invalid) { try await store.commit(sample.change(expecting: 0, edit: edit)) }
            }
            await expectRefusal(.notFound) { _ = try await store.load(sample.run) }
        },
        StorePromise("refuses what was sealed for another place") { store in
            let sample = try SampleRun(1)
            let other = try SampleRun(2)
            let edits: [@Sendable (inout Advance) throws -> Void] = [
                { $0.events = [try sample.event(2)] },
                { $0.events = [try other.event(1)] },
                { $0.snapshot = try sample.snapshot(2) },
                { $0.snapshot = try sample.event(1).body },
                { $0.media = [Media(name: "a", contentType: "image/jpeg", size: 7, body: try sample.media("b").body)] },
            ]
            for edit in edits {
                await expectRefusal(.invalid) { try await store.commit(sample.change(expecting: 0, edit: edit)) }
            }
            try await store.commit(sample.change(expecting: 0))
            let stale = try sample.activity("call", expecting: 3)
            let moved = ActivityChange(id: "call", expecting: 0, state: .waiting, due: nil, body: stale.body)
            await expectRefusal(.invalid) {
                try await store.commit(RunChange(run: sample.run, at: SampleRun.moment(1), activities: [moved]))
            }
        },
        StorePromise("refuses a change that contradicts itself") { store in
            let sample = try SampleRun(1)
            await expectRefusal(.invalid) {
                try await store.commit(RunChange(run: sample.run, at: SampleRun.moment(1)))
            }
            await expectRefusal(.invalid) { try await store.commit(sample.change(expecting: 0) { $0.events = [] }) }
            await expectRefusal(.invalid) {
                try await store.commit(
                    sample.change(expecting: 0) {
                        $0.timers = [.set(name: "a", due: SampleRun.moment(1)), .cancel(name: "a")]
                    })
            }
            await expectRefusal(.invalid) {
                var change = try sample.change(expecting: 0)
                let body = try sample.activity("call").body
                change.activities = [ActivityChange(id: "call", expecting: 0, state: .ready, due: nil, body: body)]
                try await store.commit(change)
            }
        },
        StorePromise("refuses everything once it is closed") { store in
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0))
            try await store.close()
            await expectRefusal(.unavailable) { try await store.commit(sample.change(expecting: 1)) }
            await expectRefusal(.unavailable) { _ = try await store.load(sample.run) }
            await expectRefusal(.unavailable) { _ = try await store.interrupted(after: nil, limit: 1) }
            await expectRefusal(.unavailable) { try await store.putFlow(SampleRun.flow) }
            await expectRefusal(.unavailable) { try await store.erase(sample.run, at: SampleRun.moment(1)) }
        },
    ]
}
