import EngineStore
import EngineStoreSQLite
import Foundation
import StoreConformance
import StoreSamples
import Testing

@Suite struct FullDiskTests {
    /// Fills the file to its limit with callers who are all at it at once.
    @Test func nothingIsHalfWrittenAndItGoesOnWhenThereIsRoom() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            try await SampleRun.prepare(store)
            try await store.limit(pages: 300)
            let outcomes = try await fill(store, runs: 1...60)
            let kept = outcomes.filter { $0.code == nil }.map(\.number)
            #expect(!kept.isEmpty && kept.count < 60)
            #expect(outcomes.allSatisfy { $0.code == nil || $0.code == .full })

            // What was refused is not there at all; what was acknowledged is there whole.
            #expect(
                try await store.runs(RunFilter(), before: nil, limit: 99).map(\.run)
                    == kept.sorted(by: >).map(SampleRun.name))
            for number in kept {
                #expect(try await store.verifyChain(SampleRun.name(number)) == .whole(1))
                #expect(try await store.media("selfie#1", of: SampleRun.name(number)).size == 40_000)
            }

            try await store.limit(pages: nil)
            let missing = Set(1...60).subtracting(kept)
            for outcome in try await fill(store, runs: missing) { #expect(outcome.code == nil) }
            #expect(try await store.runs(RunFilter(), before: nil, limit: 99).count == 60)
            try await store.close()
        }
    }

    @Test func aLimitGivenAtOpeningHolds() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteStore(path: path, maximumBytes: 1 << 20)
            try await SampleRun.prepare(store)
            let refused = try await fill(store, runs: 1...60).filter { $0.code == .full }
            #expect(!refused.isEmpty)
            try await store.close()
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            #expect(try #require(size) <= 1 << 20)
        }
    }

    private func fill(
        _ store: SQLiteStore, runs: some Sequence<Int>
    ) async throws -> [(number: Int, code: StoreError.Code?)] {
        let changes = try runs.map { number in
            let sample = try SampleRun(number)
            let change = try sample.change(expecting: 0) {
                $0.media = [try sample.media("selfie#1", bytes: Data(count: 40_000))]
            }
            return (number, change)
        }
        return await withTaskGroup(of: (number: Int, code: StoreError.Code?).self) { group in
            for (number, change) in changes {
                group.addTask {
                    do throws(StoreError) {
                        try await store.commit(change)
                        return (number, nil)
                    } catch { return (number, error.code) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}
