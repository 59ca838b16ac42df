import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let recovery = [
        StorePromise("lists every run that has an activity to be sent or being sent, and no other") { store in
            let states: [ActivityState] = [.ready, .sending, .waiting, .done]
            for (offset, state) in states.enumerated() {
                let sample = try SampleRun(offset + 1)
                var change = try sample.change(expecting: 0)
                change.activities = [try sample.activity("call", state), try sample.activity("other", .done)]
                try await store.commit(change)
            }
            let timed = try SampleRun(5)
            try await store.commit(
                timed.change(expecting: 0) { $0.timers = [.set(name: "t", due: SampleRun.moment(1))] })
            let idle = try SampleRun(6)
            try await store.commit(idle.change(expecting: 0))

            // What waits is taken up when its time comes, not before.
            #expect(try await store.interrupted(after: nil, limit: 99) == [1, 2].map(SampleRun.name))
            #expect(try await store.interrupted(after: SampleRun.name(1), limit: 99) == [SampleRun.name(2)])
        },
        StorePromise("lists a run no more once its activity is done") { store in
            let sample = try SampleRun(1)
            var change = try sample.change(expecting: 0) { $0.timers = [.set(name: "t", due: SampleRun.moment(1))] }
            change.activities = [try sample.activity("call")]
            try await store.commit(change)
            #expect(try await store.interrupted(after: nil, limit: 9) == [sample.run])
            try await store.commit(
                RunChange(
                    run: sample.run, at: SampleRun.moment(9), activities: [sample.activity("call", expecting: 1, .done)]
                ))
            #expect(try await store.interrupted(after: nil, limit: 9).isEmpty)
        },
        StorePromise("lists interrupted runs page by page, each once") { store in
            for number in [5, 3, 1, 4, 2] {
                let sample = try SampleRun(number)
                var change = try sample.change(expecting: 0) { $0.timers = [.set(name: "t", due: SampleRun.moment(1))] }
                change.activities = [try sample.activity("a"), try sample.activity("b")]
                try await store.commit(change)
            }
            var seen: [RunID] = []
            while true {
                let page = try await store.interrupted(after: seen.last, limit: 2)
                if page.isEmpty { break }
                #expect(page.count <= 2)
                seen += page
            }
            #expect(seen == (1...5).map(SampleRun.name))
        },
    ]
}
