import EngineStore
import Foundation
import GRDB
import StoreSamples
import Testing

@testable import EngineStoreSQLite

@Suite struct GroupCommitTests {
    @Test func manyChangesShareATransaction() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            try await SampleRun.prepare(store)
            let before = store.statistics
            let changes = try (1...200).map { try SampleRun($0).change(expecting: 0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for change in changes { group.addTask { try await store.commit(change) } }
                try await group.waitForAll()
            }
            #expect(store.statistics.changes - before.changes == 200)
            #expect(store.statistics.transactions - before.transactions < 200)
            try await store.close()
        }
    }

    /// Whoever is told of success while the store is being closed finds the change in the file.
    @Test func closingKeepsWhatWasAccepted() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            try await SampleRun.prepare(store)
            let changes = try (1...100).map { try SampleRun($0).change(expecting: 0) }
            let accepted = try await withThrowingTaskGroup(of: RunID?.self) { group in
                for (number, change) in changes.enumerated() {
                    group.addTask {
                        if number == 50 { try await store.close() }
                        do throws(StoreError) {
                            try await store.commit(change)
                            return change.run
                        } catch {
                            #expect(error.code == .unavailable)
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: Set<RunID>()) { if let run = $1 { $0.insert(run) } }
            }
            let again = try SQLiteStore(path: path)
            #expect(Set(try await again.runs(RunFilter(), before: nil, limit: 999).map(\.run)) == accepted)
            try await again.close()
        }
    }

    @Test func aReaderHoldsNobodyUp() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            try await SampleRun.prepare(store)
            let reader = try store.pool.makeSnapshot()
            let count = { try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM runs") } }
            #expect(try count() == 0)
            try await store.commit(SampleRun(1).change(expecting: 0))
            #expect(try count() == 0)
            #expect(try await store.runs(RunFilter(), before: nil, limit: 9).count == 1)
            try reader.close()
            try await store.close()
        }
    }
}
