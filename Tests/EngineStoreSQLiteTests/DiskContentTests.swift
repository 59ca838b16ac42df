import EngineStore
import EngineStoreSQLite
import Foundation
import GRDB
import StoreConformance
import StoreSamples
import Testing

/// What can be read from the files without a key.
@Suite struct DiskContentTests {
    static let canary = "Zitronenfalter-7731"

    @Test func nothingPersonalIsOnDiskInClear() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            try await SampleRun.prepare(store)
            let sample = try SampleRun(1)
            var change = try sample.change(expecting: 0) {
                $0.events = [try sample.event(1, kind: "marker-in-clear", text: Self.canary)]
                $0.snapshot = try sample.snapshot(1, text: Self.canary)
                $0.media = [try sample.media("selfie#1", bytes: Data(Self.canary.utf8))]
            }
            change.activities = [try sample.activity("call", text: Self.canary)]
            try await store.commit(change)
            let open = try files(in: folder)
            #expect(open.keys.contains("store.sqlite-wal") && open.keys.contains("store.sqlite-shm"))
            // The search must be able to find something.
            #expect(open.values.contains { $0.contains("marker-in-clear") })
            #expect(open.filter { $0.value.contains(Self.canary) }.keys.isEmpty)
            try await store.close()
            #expect(try files(in: folder).filter { $0.value.contains(Self.canary) }.keys.isEmpty)
        }
    }

    @Test func anErasedKeyIsInNoFile() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            try await SampleRun.prepare(store)
            let sample = try SampleRun(1)
            let media = try sample.media("selfie#1", bytes: Data(count: 20_000))
            try await store.commit(sample.change(expecting: 0) { $0.media = [media] })
            try await store.commit(sample.change(expecting: 1))
            #expect(try files(in: folder).values.contains { $0.contains(sample.wrapped.bytes) })
            try await store.erase(sample.run, at: SampleRun.moment(5))
            for (name, bytes) in try files(in: folder) {
                #expect(!bytes.contains(sample.wrapped.bytes), "the key is in \(name)")
                #expect(!bytes.contains(media.body.bytes.suffix(64)), "the medium is in \(name)")
            }
            try await store.close()
        }
    }

    @Test func aReopenedStoreHasEverything() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            try await SampleRun.prepare(store)
            let sample = try SampleRun(1)
            var change = try sample.change(expecting: 0, events: 3) {
                $0.timers = [.set(name: "t", due: SampleRun.moment(60))]
                $0.media = [try sample.media("selfie#1")]
                $0.inbox = [InboxMark(source: "api", id: "1")]
            }
            change.activities = [try sample.activity("call")]
            try await store.commit(change)
            let before = try await everything(in: store, of: sample.run)
            try await store.close()

            let again = try SQLiteStore(path: path)
            #expect(try await everything(in: again, of: sample.run) == before)
            #expect(try await again.verifyChain(sample.run) == .whole(3))
            #expect(try await again.run(marked: InboxMark(source: "api", id: "1")) == sample.run)
            #expect(try await again.flow(SampleRun.flow.digest) == SampleRun.flow)
            try await again.close()
        }
    }

    /// Whoever edits the file cannot make the chain agree with it.
    @Test(
        arguments: [
            ("UPDATE events SET kind = 'other' WHERE sequence = 3", 3),
            ("UPDATE events SET at = at + 1 WHERE sequence = 2", 2),
            ("UPDATE events SET body = zeroblob(40) WHERE sequence = 4", 4),
            ("DELETE FROM events WHERE sequence = 2", 2),
            ("DELETE FROM events WHERE sequence = 5", 5),
            ("UPDATE events SET hash = zeroblob(32) WHERE sequence = 5", 5),
            ("UPDATE runs SET head = zeroblob(32)", 5),
        ] as [(String, Int64)]) func anEditedChainIsBroken(_ sql: String, at sequence: Int64) async throws
    {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            try await SampleRun.prepare(store)
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0, events: 5))
            try await store.close()
            let editor = try DatabaseQueue(path: path)
            try await editor.write { try $0.execute(sql: sql) }
            try editor.close()
            let again = try SQLiteStore(path: path)
            #expect(try await again.verifyChain(sample.run).brokenAt == sequence)
            try await again.close()
        }
    }

    private func everything(in store: SQLiteStore, of run: RunID) async throws -> [AnyHashable] {
        let unfinished = try await store.unfinished()
        return [
            try await store.load(run), try await store.events(of: run, after: 0, limit: 99),
            try await store.activities(of: run), try await store.timers(of: run),
            try await store.media("selfie#1", of: run), unfinished,
        ]
    }

    private func files(in folder: String) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))) })
    }
}

extension Data {
    fileprivate func contains(_ text: String) -> Bool { contains(Data(text.utf8)) }

    fileprivate func contains(_ bytes: some DataProtocol) -> Bool { range(of: Data(bytes)) != nil }
}
