import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let atomicity = [
        StorePromise("creates a run once") { store in
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0))
            await expectRefusal(.conflict) { try await store.commit(sample.change(expecting: 0)) }
        },
        StorePromise("refuses a stale advance, and one from the future") { store in
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0, events: 3))
            for expecting in [1, 2, 4] as [Int64] {
                await expectRefusal(.conflict) { try await store.commit(sample.change(expecting: expecting)) }
            }
            #expect(try await store.events(of: sample.run, after: 0, limit: 10).count == 3)
        },
        StorePromise("keeps nothing of a change whose activity is stale") { store in
            let sample = try await full(store)
            var change = try everything(sample, tag: "b")
            change.activities.append(try sample.activity("call/a", expecting: 7, .done))
            await expectRefusal(.conflict) { try await store.commit(change) }
            try await expectOnlyTheFirst(sample, in: store)
        },
        StorePromise("keeps nothing of a change whose medium is there already") { store in
            let sample = try await full(store)
            var change = try everything(sample, tag: "b")
            change.advance?.media.append(try sample.media("selfie#a"))
            await expectRefusal(.conflict) { try await store.commit(change) }
            try await expectOnlyTheFirst(sample, in: store)
        },
        StorePromise("keeps nothing of a change whose fact was taken in before") { store in
            let sample = try await full(store)
            var change = try everything(sample, tag: "b")
            change.advance?.inbox.append(InboxMark(source: "idmeta", id: "a"))
            await expectRefusal(.duplicate) { try await store.commit(change) }
            try await expectOnlyTheFirst(sample, in: store)
            #expect(try await store.run(marked: InboxMark(source: "idmeta", id: "a")) == sample.run)
            #expect(try await store.run(marked: InboxMark(source: "idmeta", id: "b")) == nil)
        },
        StorePromise("tells marks of two sources apart, across runs") { store in
            let first = try SampleRun(1)
            let second = try SampleRun(2)
            try await store.commit(first.change(expecting: 0) { $0.inbox = [InboxMark(source: "api", id: "1")] })
            await expectRefusal(.duplicate) {
                try await store.commit(second.change(expecting: 0) { $0.inbox = [InboxMark(source: "api", id: "1")] })
            }
            await expectRefusal(.notFound) { _ = try await store.load(second.run) }
            try await store.commit(second.change(expecting: 0) { $0.inbox = [InboxMark(source: "idmeta", id: "1")] })
            #expect(try await store.run(marked: InboxMark(source: "idmeta", id: "1")) == second.run)
        },
        StorePromise("keeps what came under a mark, and takes the same id once, whatever comes with it") { store in
            let first = try SampleRun(1)
            let mark = InboxMark(source: "api", id: "1", digest: "a5")
            try await store.commit(first.change(expecting: 0) { $0.inbox = [mark] })
            let other = InboxMark(source: "api", id: "1", digest: "b6")
            await expectRefusal(.duplicate) {
                try await store.commit(try SampleRun(2).change(expecting: 0) { $0.inbox = [other] })
            }
            let taken = try await store.taken(other)
            #expect(taken?.run == first.run && taken?.digest == "a5")
            try await store.commit(first.change(expecting: 1) { $0.inbox = [InboxMark(source: "idmeta", id: "1")] })
            let without = try await store.taken(InboxMark(source: "idmeta", id: "1"))
            #expect(without?.run == first.run && without?.digest == nil)
        },
    ]

    /// A run with one of everything, tagged `a`, at sequence 1.
    private static func full(_ store: any EngineStore) async throws -> SampleRun {
        let sample = try SampleRun(1)
        try await store.commit(everything(sample, tag: "a", expecting: 0))
        return sample
    }

    private static func everything(_ sample: SampleRun, tag: String, expecting: Int64 = 1) throws -> RunChange {
        var change = try sample.change(expecting: expecting) {
            $0.row.reason = tag
            $0.timers = [.set(name: tag, due: SampleRun.moment(1))]
            $0.media = [try sample.media("selfie#\(tag)")]
            $0.inbox = [InboxMark(source: "idmeta", id: tag)]
        }
        change.activities = [try sample.activity("call/\(tag)")]
        return change
    }

    private static func expectOnlyTheFirst(_ sample: SampleRun, in store: any EngineStore) async throws {
        let loaded = try await store.load(sample.run)
        #expect(loaded.row.sequence == 1 && loaded.row.reason == "a" && loaded.snapshot?.sequence == 1)
        #expect(try await store.events(of: sample.run, after: 0, limit: 10).count == 1)
        #expect(try await store.timers(of: sample.run).map(\.name) == ["a"])
        #expect(try await store.activities(of: sample.run).map(\.id) == ["call/a"])
        await expectRefusal(.notFound) { _ = try await store.media("selfie#b", of: sample.run) }
        #expect(try await store.verifyChain(sample.run).brokenAt == nil)
        try await store.commit(sample.change(expecting: 1))
    }
}
