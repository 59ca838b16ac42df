import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let contents = [
        StorePromise("keeps media, of half a megabyte too") { store in
            let sample = try SampleRun(1)
            let picture = Data((0..<512 * 1024).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try await store.commit(
                sample.change(expecting: 0) {
                    $0.media = [
                        try sample.media("selfie#1", bytes: picture), try sample.media("front#1", bytes: Data()),
                    ]
                })
            let media = try await store.media("selfie#1", of: sample.run)
            #expect(media.contentType == "image/jpeg" && media.size == picture.count)
            #expect(try sample.key.open(media.body) == picture)
            let empty = try await store.media("front#1", of: sample.run)
            #expect(try sample.key.open(empty.body).isEmpty)
            await expectRefusal(.notFound) { _ = try await store.media("selfie#2", of: sample.run) }
        },
        StorePromise("keeps flows and packs, and the same again changes nothing") { store in
            try await SampleRun.prepare(store)
            #expect(try await store.flow(SampleRun.flow.digest) == SampleRun.flow)
            #expect(try await store.pack(SampleRun.pack.digest) == SampleRun.pack)
            await expectRefusal(.notFound) { _ = try await store.flow("sha256:other") }
            await expectRefusal(.notFound) { _ = try await store.pack("sha256:other") }
        },
        StorePromise("refuses two flows or packs of one digest") { store in
            let flow = SampleRun.flow
            let pack = SampleRun.pack
            for other in [
                StoredFlow(digest: flow.digest, bytes: Data("other".utf8), packs: flow.packs),
                StoredFlow(digest: flow.digest, bytes: flow.bytes, packs: []),
            ] {
                await expectRefusal(.conflict) { try await store.putFlow(other) }
            }
            for other in [
                StoredPack(digest: pack.digest, name: "other", files: pack.files),
                StoredPack(digest: pack.digest, name: pack.name, files: ["pack.yaml": Data()]),
                StoredPack(digest: pack.digest, name: pack.name, files: pack.files.merging(["x": Data()]) { $1 }),
            ] {
                await expectRefusal(.conflict) { try await store.putPack(other) }
            }
            let (keptFlow, keptPack) = (try await store.flow(flow.digest), try await store.pack(pack.digest))
            #expect(keptFlow == flow && keptPack == pack)
        },
        StorePromise("refuses a flow whose pack was not put") { store in
            let flow = StoredFlow(digest: "sha256:new", bytes: Data(), packs: [SampleRun.pack.digest, "sha256:none"])
            await expectRefusal(.notFound) { try await store.putFlow(flow) }
            await expectRefusal(.notFound) { _ = try await store.flow(flow.digest) }
        },
    ]

    static let documents = [
        StorePromise("keeps documents by kind and name, in order") { store in
            func document(_ kind: String, _ name: String, _ text: String) -> StoredDocument {
                StoredDocument(kind: kind, name: name, bytes: Data(text.utf8))
            }
            for name in ["b", "a", "ä", "c"] { try await store.putDocument(document("token", name, name), over: nil) }
            try await store.putDocument(document("flow", "a", "another"), over: nil)
            #expect(try await store.document("token", "b") == document("token", "b", "b"))
            #expect(try await store.documents("token", after: nil, limit: 9).map(\.name) == ["a", "b", "c", "ä"])
            #expect(try await store.documents("token", after: "a", limit: 2).map(\.name) == ["b", "c"])
            #expect(try await store.documents("none", after: nil, limit: 9) == [])
            await expectRefusal(.notFound) { _ = try await store.document("token", "z") }
            try await store.removeDocument("token", "b")
            try await store.removeDocument("token", "b")
            await expectRefusal(.notFound) { _ = try await store.document("token", "b") }
        },
        StorePromise("keeps documents with a change, or not at all, and recalls them with the mark") { store in
            let sample = try SampleRun(1)
            let mark = InboxMark(source: "api", id: "order-1", digest: "abc")
            #expect(try await store.recall(mark, "answer") == (nil, nil))
            let document = StoredDocument(kind: "answer", name: mark.id, bytes: Data("1".utf8))
            try await store.putDocument(document, over: nil)
            let newer = StoredDocument(kind: "answer", name: mark.id, bytes: Data("2".utf8))
            try await store.commit(
                sample.change(expecting: 0) {
                    $0.inbox = [mark]
                    $0.documents = [newer]
                })
            let (taken, kept) = try await store.recall(mark, "answer")
            #expect(taken?.run == sample.run && taken?.digest == "abc" && kept == newer)
            await expectRefusal(.duplicate) {
                try await store.commit(
                    SampleRun(2).change(expecting: 0) {
                        $0.inbox = [mark]
                        $0.documents = [document]
                    })
            }
            #expect(try await store.document("answer", mark.id) == newer)
        },
        StorePromise("lets one of two writers of a document win") { store in
            let first = StoredDocument(kind: "flow", name: "x", bytes: Data("1".utf8))
            let second = StoredDocument(kind: "flow", name: "x", bytes: Data("2".utf8))
            try await store.putDocument(first, over: nil)
            await expectRefusal(.conflict) { try await store.putDocument(second, over: nil) }
            await expectRefusal(.conflict) { try await store.putDocument(second, over: second) }
            try await store.putDocument(second, over: first)
            #expect(try await store.document("flow", "x") == second)
        },
    ]

    static let erasure = [
        StorePromise("erases: the key is gone, the chain still verifies, nothing more is done") { store in
            let sample = try SampleRun(1)
            var change = try sample.change(expecting: 0, events: 3) {
                $0.timers = [.set(name: "t", due: SampleRun.moment(1))]
                $0.media = [try sample.media("selfie#1")]
            }
            change.activities = [try sample.activity("call")]
            try await store.commit(change)
            try await store.erase(sample.run, at: SampleRun.moment(7))
            try await store.erase(sample.run, at: SampleRun.moment(8))

            let loaded = try await store.load(sample.run)
            #expect(loaded.row.key == nil && loaded.row.erasedAt == SampleRun.moment(7))
            #expect(loaded.row.sequence == 3 && loaded.snapshot == nil && loaded.tail.isEmpty)
            #expect(loaded.activities.isEmpty && loaded.timers.isEmpty)
            let report = try await store.verifyChain(sample.run)
            #expect(report.intact == 3 && report.brokenAt == nil)
            #expect(try await store.unfinished().isEmpty)
            #expect(try await store.interrupted(after: nil, limit: 9).isEmpty)
            #expect(
                try await store.due(from: SampleRun.moment(0), after: nil, by: SampleRun.moment(99), limit: 9).isEmpty)
            #expect(try await store.activities(of: sample.run).isEmpty)
            await expectRefusal(.notFound) { _ = try await store.media("selfie#1", of: sample.run) }
            await expectRefusal(.erased) { try await store.commit(sample.change(expecting: 3)) }
            await expectRefusal(.erased) { try await store.commit(sample.change(expecting: 0)) }
            await expectRefusal(.erased) {
                try await store.commit(
                    RunChange(run: sample.run, at: SampleRun.moment(9), activities: [sample.activity("call")]))
            }
        },
        StorePromise("erases one run and no other") { store in
            let first = try SampleRun(1)
            let second = try SampleRun(2)
            for sample in [first, second] {
                try await store.commit(sample.change(expecting: 0) { $0.media = [try sample.media("selfie#1")] })
            }
            try await store.erase(first.run, at: SampleRun.moment(7))
            let loaded = try await store.load(second.run)
            #expect(loaded.row.key == second.wrapped && loaded.snapshot != nil && loaded.row.erasedAt == nil)
            _ = try await store.media("selfie#1", of: second.run)
        },
    ]
}
