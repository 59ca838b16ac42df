import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let activities = [
        StorePromise("moves an activity by its revision, without moving the run") { store in
            let sample = try SampleRun(1)
            var change = try sample.change(expecting: 0)
            change.activities = [try sample.activity("call", text: "call 1")]
            try await store.commit(change)

            try await store.commit(intent(sample, expecting: 1))
            let sending = try #require(try await store.activities(of: sample.run).first)
            #expect(sending.state == .sending && sending.revision == 2 && sending.due == nil)
            let text = try sample.key.open(sending.body)
            #expect(String(decoding: text, as: UTF8.self) == "activity call of \(sample.run)")
            #expect(try await store.load(sample.run).row.sequence == 1)

            await expectRefusal(.conflict) { try await store.commit(intent(sample, expecting: 1)) }
            await expectRefusal(.conflict) { try await store.commit(intent(sample, expecting: 0)) }
            #expect(try await store.activities(of: sample.run).map(\.revision) == [2])
        },
        StorePromise("finishes an activity in the same change as the run advances") { store in
            let sample = try SampleRun(1)
            var change = try sample.change(expecting: 0)
            change.activities = [try sample.activity("call/1"), try sample.activity("call/2")]
            try await store.commit(change)
            change = try sample.change(expecting: 1)
            change.activities = [try sample.activity("call/1", expecting: 1, .done)]
            try await store.commit(change)
            let rows = try await store.activities(of: sample.run)
            #expect(rows.map(\.id) == ["call/1", "call/2"])
            #expect(rows.map(\.state) == [.done, .ready])
            #expect(try await store.load(sample.run).activities == [rows[1]])
        },
        StorePromise("lists due activities, the oldest first, and none that are being sent") { store in
            let first = try SampleRun(1)
            let second = try SampleRun(2)
            var change = try first.change(expecting: 0)
            change.activities = [
                try first.activity("late", .waiting, due: SampleRun.moment(30)),
                try first.activity("early", .ready, due: SampleRun.moment(10)),
                try first.activity("gone", .sending, due: SampleRun.moment(1)),
                try first.activity("over", .done, due: SampleRun.moment(1)),
                try first.activity("news", .waiting),
            ]
            try await store.commit(change)
            change = try second.change(expecting: 0)
            change.activities = [try second.activity("between", .waiting, due: SampleRun.moment(20))]
            try await store.commit(change)

            #expect(try await dues(store, by: 9).isEmpty)
            #expect(try await dues(store, by: 30) == [10: [1], 20: [2], 30: [1]])
            #expect(try await dues(store, by: 20) == [10: [1], 20: [2]])
            #expect(try await dues(store, from: 20, by: 30) == [20: [2], 30: [1]])
            #expect(try await dues(store, by: 30, limit: 1) == [10: [1]])
        },
    ]

    /// The numbers of the samples that are due, by the second.
    private static func dues(
        _ store: any EngineStore, from: Int64 = 0, by: Int64, limit: Int = 9
    ) async throws -> [Int64: [Int]] {
        let found = try await store.due(
            from: SampleRun.moment(from), after: nil, by: SampleRun.moment(by), limit: limit)
        #expect(found.map(\.due) == found.map(\.due).sorted())
        return Dictionary(grouping: found) { ($0.due - SampleRun.moment(0)).milliseconds / 1000 }
            .mapValues { items in items.compactMap { item in (1...9).first { SampleRun.name($0) == item.run } } }
    }

    private static func intent(_ sample: SampleRun, expecting: Int64) throws -> RunChange {
        RunChange(
            run: sample.run, at: SampleRun.moment(5),
            activities: [try sample.activity("call", expecting: expecting, .sending)])
    }

    static let timers = [
        StorePromise("sets, moves and cancels timers") { store in
            let sample = try SampleRun(1)
            try await store.commit(
                sample.change(expecting: 0) {
                    $0.timers = [
                        .set(name: "expires", due: SampleRun.moment(60)),
                        .set(name: "deadline", due: SampleRun.moment(50)),
                        .cancel(name: "never-set"),
                    ]
                })
            #expect(try await store.timers(of: sample.run).map(\.name) == ["deadline", "expires"])
            try await store.commit(
                sample.change(expecting: 1) {
                    $0.timers = [.set(name: "expires", due: SampleRun.moment(40)), .cancel(name: "deadline")]
                })
            let timers = try await store.timers(of: sample.run)
            #expect(timers.map(\.name) == ["expires"] && timers.map(\.due) == [SampleRun.moment(40)])
            #expect(try await store.load(sample.run).timers == timers)
        },
        StorePromise("lists due timers, the oldest first") { store in
            for number in 1...4 {
                let sample = try SampleRun(number)
                try await store.commit(
                    sample.change(expecting: 0) {
                        $0.timers = [.set(name: "t\(number)", due: SampleRun.moment(Int64(50 - 10 * number)))]
                    })
            }
            #expect(try await dues(store, by: 9).isEmpty)
            #expect(try await dues(store, by: 30) == [10: [4], 20: [3], 30: [2]])
            #expect(try await dues(store, by: 99, limit: 2) == [10: [4], 20: [3]])
        },
        StorePromise("lists what is due page by page, timers and activities as one") { store in
            for number in 1...5 {
                let sample = try SampleRun(number)
                // Three at one moment, so that a page ends between equal ones.
                let due = SampleRun.moment(number < 4 ? 10 : 20)
                var change = try sample.change(expecting: 0) { $0.timers = [.set(name: "t", due: due)] }
                change.activities = [
                    try sample.activity("call", .waiting, due: due),
                    try sample.activity("later", .waiting, due: SampleRun.moment(30)),
                ]
                try await store.commit(change)
            }
            var seen: [DueRun] = []
            while true {
                let from = seen.last?.due ?? SampleRun.moment(0)
                let page = try await store.due(from: from, after: seen.last?.run, by: SampleRun.moment(20), limit: 2)
                if page.isEmpty { break }
                #expect(page.count <= 2)
                seen += page
            }
            #expect(seen.map(\.run) == (1...5).map(SampleRun.name))
            #expect(seen.map(\.due) == [10, 10, 10, 20, 20].map(SampleRun.moment))
        },
    ]
}
