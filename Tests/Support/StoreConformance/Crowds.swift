public import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let crowds = [
        StorePromise("takes 200 commits of 50 runs at once and keeps each run's order") { store in
            let samples = try (1...50).map { try SampleRun($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for sample in samples {
                    group.addTask {
                        for step in 0..<4 as Range<Int64> {
                            var change = try sample.change(expecting: step)
                            change.activities = [try sample.activity("call", expecting: step, .waiting)]
                            try await store.commit(change)
                        }
                    }
                }
                try await group.waitForAll()
            }
            for sample in samples {
                #expect(try await store.verifyChain(sample.run) == ChainReport.whole(4))
                #expect(try await store.activities(of: sample.run).map(\.revision) == [4])
            }
            #expect(try await store.unfinished().count == 50)
        },
        StorePromise("tells a cancelled caller the truth") { store in
            let sample = try SampleRun(1)
            let change = try sample.change(expecting: 0)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await store.commit(change)
                return try await store.load(sample.run).row.sequence
            }
            #expect(try await task.value == 1)
        },
        StorePromise("lets one of many rivals win, and fails the others alone") { store in
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0))
            let outcomes = await withTaskGroup(of: (rival: Bool, error: StoreError?).self) { group in
                for number in 2...41 {
                    // Every other one is a bystander whose own run must not suffer from its neighbours' conflicts.
                    let rival = number.isMultiple(of: 2)
                    group.addTask {
                        do throws(StoreError) {
                            let change: RunChange
                            do {
                                change =
                                    try rival ? sample.change(expecting: 1) : SampleRun(number).change(expecting: 0)
                            } catch { throw StoreError(.invalid, "the sample: \(error)") }
                            try await store.commit(change)
                            return (rival, nil)
                        } catch { return (rival, error) }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { !$0.rival }.allSatisfy { $0.error == nil })
            let rivals = outcomes.filter(\.rival)
            #expect(rivals.filter { $0.error == nil }.count == 1)
            #expect(rivals.compactMap(\.error).allSatisfy { $0.code == .conflict })
            #expect(try await store.verifyChain(sample.run) == ChainReport.whole(2))
        },
    ]
}

extension ChainReport {
    /// What an unbroken chain of this many events is told as.
    public static func whole(_ events: Int64) -> ChainReport { ChainReport(intact: events, brokenAt: nil) }
}
