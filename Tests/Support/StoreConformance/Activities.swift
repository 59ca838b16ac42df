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

            #expect(try await store.dueActivities(by: SampleRun.moment(9), limit: 9).isEmpty)
            let due = try await store.dueActivities(by: SampleRun.moment(30), limit: 9)
            #expect(due.map(\.id) == ["early", "between", "late"])
            #expect(due.map(\.run) == [first.run, second.run, first.run])
            #expect(try await store.dueActivities(by: SampleRun.moment(20), limit: 9).count == 2)
            #expect(try await store.dueActivities(by: SampleRun.moment(30), limit: 1).map(\.id) == ["early"])
        },
    ]

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
            #expect(try await store.dueTimers(by: SampleRun.moment(9), limit: 9).isEmpty)
            #expect(try await store.dueTimers(by: SampleRun.moment(30), limit: 9).map(\.name) == ["t4", "t3", "t2"])
            #expect(try await store.dueTimers(by: SampleRun.moment(99), limit: 2).map(\.name) == ["t4", "t3"])
        },
    ]
}
