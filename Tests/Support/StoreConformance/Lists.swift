import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let lists = [
        StorePromise("lists runs, the newest first, page by page") { store in
            for number in [2, 1, 3] { try await store.commit(SampleRun(number).change(expecting: 0)) }
            let all = try await store.runs(RunFilter(), before: nil, limit: 99)
            #expect(all.map(\.run) == [3, 2, 1].map(SampleRun.name))
            let page = try await store.runs(RunFilter(), before: all.first?.run, limit: 1)
            #expect(page == [all[1]])
            #expect(try await store.runs(RunFilter(), before: all.last?.run, limit: 9).isEmpty)
        },
        StorePromise("lists the runs that a filter admits") { store in
            let statuses: [RunStatus] = [.inProgress, .verified, .reviewNeeded]
            for (offset, status) in statuses.enumerated() {
                let sample = try SampleRun(offset + 1)
                try await store.commit(
                    sample.change(expecting: 0) {
                        $0.row.status = status
                        if status == .inProgress { $0.row.incident = "call_lost" }
                    })
            }
            let cases: [(RunFilter, [Int])] = [
                (RunFilter(statuses: [.verified]), [2]),
                (RunFilter(statuses: [.verified, .reviewNeeded]), [3, 2]),
                (RunFilter(statuses: []), []),
                (RunFilter(flow: "kyc"), [3, 2, 1]),
                (RunFilter(flow: "other"), []),
                (RunFilter(incident: true), [1]),
                (RunFilter(incident: false), [3, 2]),
                (RunFilter(statuses: [.inProgress], flow: "kyc", incident: true), [1]),
            ]
            for (filter, expected) in cases {
                let found = try await store.runs(filter, before: nil, limit: 9)
                #expect(found.map(\.run) == expected.map(SampleRun.name), "\(filter)")
            }
        },
        StorePromise("counts runs by status as they are now") { store in
            #expect(try await store.counts().isEmpty)
            for number in 1...3 { try await store.commit(SampleRun(number).change(expecting: 0)) }
            try await store.commit(SampleRun(2).change(expecting: 1) { $0.row.status = .verified })
            let counts = try await store.counts()
            #expect(counts.values.reduce(0, +) == 3 && counts[.verified] == 1)
        },
        StorePromise("gives nothing when nothing is asked for") { store in
            let sample = try SampleRun(1)
            try await store.commit(
                sample.change(expecting: 0) { $0.timers = [.set(name: "t", due: SampleRun.moment(1))] })
            for limit in [0, -1] {
                #expect(try await store.runs(RunFilter(), before: nil, limit: limit).isEmpty)
                #expect(try await store.events(of: sample.run, after: 0, limit: limit).isEmpty)
                #expect(try await store.interrupted(after: nil, limit: limit).isEmpty)
                let due = try await store.due(
                    from: SampleRun.moment(0), after: nil, by: SampleRun.moment(9), limit: limit)
                #expect(due.isEmpty)
            }
        },
    ]
}
