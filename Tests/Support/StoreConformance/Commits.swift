import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let commits = [
        StorePromise("gives back what was committed") { store in
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0, events: 2))
            let loaded = try await store.load(sample.run)
            #expect(loaded.row.sequence == 2)
            #expect(loaded.row.key == sample.wrapped)
            #expect(loaded.row.createdAt == SampleRun.moment(0))
            #expect(loaded.row.updatedAt == SampleRun.moment(2))
            #expect(loaded.row.flow == "kyc" && loaded.row.version == "3" && loaded.row.digest == SampleRun.flow.digest)
            #expect(loaded.tail.isEmpty)
            let snapshot = try #require(loaded.snapshot)
            #expect(snapshot.sequence == 2)
            let key = try SampleRun.master.unwrap(try #require(loaded.row.key), for: sample.run)
            let state = try key.open(snapshot.body)
            #expect(String(decoding: state, as: UTF8.self) == "state 2 of \(sample.run)")
        },
        StorePromise("gives the row's words back as they were last committed") { store in
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0))
            try await store.commit(
                sample.change(expecting: 1) {
                    $0.row.status = .reviewNeeded
                    $0.row.reason = "vendor_disagrees"
                    $0.row.decidedBy = "flows/my flow.yaml:41"
                    $0.row.waitingOn = "identity"
                    $0.row.waitingUntil = SampleRun.moment(99)
                    $0.row.incident = "call_lost"
                })
            let row = try await store.load(sample.run).row
            #expect(row.status == .reviewNeeded && row.reason == "vendor_disagrees")
            #expect(row.decidedBy == "flows/my flow.yaml:41" && row.waitingOn == "identity")
            #expect(row.waitingUntil == SampleRun.moment(99) && row.incident == "call_lost")
            try await store.commit(sample.change(expecting: 2))
            let cleared = try await store.load(sample.run).row
            #expect(cleared.status == .inProgress && cleared.reason == nil && cleared.decidedBy == nil)
            #expect(cleared.waitingOn == nil && cleared.waitingUntil == nil && cleared.incident == nil)
        },
        StorePromise("keeps order across commits and pages") { store in
            let sample = try SampleRun(1)
            for expecting in [0, 3, 6] as [Int64] {
                try await store.commit(sample.change(expecting: expecting, events: 3))
            }
            let all = try await store.events(of: sample.run, after: 0, limit: 100)
            #expect(all.map(\.sequence) == Array(1...9))
            #expect(all.map(\.at) == (1...9).map(SampleRun.moment))
            #expect(all.allSatisfy { $0.kind == "noted" && $0.run == sample.run })
            let page = try await store.events(of: sample.run, after: 4, limit: 2)
            #expect(page == Array(all[4...5]))
            for event in all {
                let text = try sample.key.open(event.body)
                #expect(String(decoding: text, as: UTF8.self) == "event \(event.sequence) of \(sample.run)")
            }
        },
        StorePromise("loads the events after an older snapshot") { store in
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0))
            try await store.commit(sample.change(expecting: 1, events: 2) { $0.snapshot = nil })
            let loaded = try await store.load(sample.run)
            #expect(loaded.snapshot?.sequence == 1)
            #expect(loaded.tail.map(\.sequence) == [2, 3])
        },
        StorePromise("chains the events, and a chain verifies") { store in
            let sample = try SampleRun(1)
            try await store.commit(sample.change(expecting: 0, events: 2))
            try await store.commit(sample.change(expecting: 2, events: 2))
            let report = try await store.verifyChain(sample.run)
            #expect(report.intact == 4 && report.brokenAt == nil)
            let events = try await store.events(of: sample.run, after: 0, limit: 10)
            #expect(Set(events.map(\.hash)).count == 4)
            #expect(try await store.load(sample.run).row.head == events.last?.hash)
        },
    ]
}
