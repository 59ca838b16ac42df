import EngineStore
import EngineStoreSQLite
import Foundation
import StoreSamples
import Vocabulary

/// Durable commits through the store, each an advance of one run by one event with snapshot and activity.
enum StoreBenchmark {
    /// Callers in flight, each with a run of its own, and commits of each in a round.
    private static let loads = [(callers: 1, commits: 1500), (callers: 16, commits: 500), (callers: 256, commits: 60)]
    private static let rounds = 3

    private struct Round {
        var store: Double
        var rows: Double
        var bytes: Double
        var batch: Int
    }

    static func run(in folder: String) async throws -> [Measure] {
        var measures: [Measure] = []
        for load in loads {
            var rounds: [Round] = []
            for number in 0..<Self.rounds {
                let path = "\(folder)/store-\(load.callers)-\(number).sqlite"
                rounds.append(try await round(load.callers, load.commits, path))
            }
            let name = "durable commits, SQLite, \(load.callers) in flight"
            let store = median(rounds.map(\.store))
            measures += [
                Measure(
                    name: name, value: store, reference: ("bare SQLite, the same rows", median(rounds.map(\.rows))),
                    note: "\(median(rounds.map(\.batch))) changes a transaction"),
                Measure(
                    name: name, value: store,
                    reference: ("bare SQLite, the same bytes in one row", median(rounds.map(\.bytes)))),
            ]
        }
        return measures
    }

    /// The store and its two references, one after the other on one file.
    private static func round(_ callers: Int, _ commits: Int, _ path: String) async throws -> Round {
        let store = try SQLiteStore(path: path)
        try await SampleRun.prepare(store)
        let samples = try (0..<callers).map { try SampleRun($0) }
        for sample in samples { try await store.commit(step(sample, 0)) }
        let changes = try samples.map { sample in try (1...commits).map { try step(sample, Int64($0)) } }

        let before = store.statistics.transactions
        let through = try await rate(of: callers * commits) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for own in changes {
                    group.addTask { for change in own { try await store.commit(change) } }
                }
                try await group.waitForAll()
            }
        }
        let transactions = store.statistics.transactions - before
        let batch = max(1, Int((Double(callers * commits) / Double(transactions)).rounded()))
        try await store.close()

        let bare = try BareSQLite(path: path)
        defer { try? bare.close() }
        return Round(
            store: through,
            rows: try await rate(of: callers * commits) { try bare.writeRows(of: changes, batch: batch) },
            bytes: try await rate(of: callers * commits) { try bare.writeBytes(of: changes, batch: batch) },
            batch: batch)
    }

    private static func median<Number: Comparable>(_ numbers: [Number]) -> Number {
        numbers.sorted()[numbers.count / 2]
    }

    /// About what a step of a run weighs: an event of 500 bytes, a state of 2 kB, a call of 700 bytes.
    private static func step(_ sample: SampleRun, _ expecting: Int64) throws -> RunChange {
        var change = try sample.change(expecting: expecting) {
            $0.events = [try sample.event(expecting + 1, text: String(repeating: "e", count: 500))]
            $0.snapshot = try sample.snapshot(expecting + 1, text: String(repeating: "s", count: 2000))
        }
        let state: ActivityState = expecting.isMultiple(of: 2) ? .ready : .sending
        change.activities = [
            try sample.activity("call", expecting: expecting, state, text: String(repeating: "a", count: 700))
        ]
        return change
    }
}
