import EngineStore
import Foundation
import StoreSamples
import Testing
import Vocabulary

extension StorePromise {
    static let notices = [
        StorePromise("keeps notices with the events that they tell, or neither") { store in
            let sample = try SampleRun(1)
            let told = [notice("msg_1", sample), notice("msg_2", sample, endpoint: "wh_b")]
            try await store.commit(sample.change(expecting: 0) { $0.notices = told })
            for expected in told {
                let row = try await store.delivery(expected.id)
                #expect(row.notice == expected && row.state == .waiting && row.tries == 0 && row.log.isEmpty)
                #expect(row.due == SampleRun.moment(1) && row.createdAt == SampleRun.moment(1) && row.revision == 1)
            }
            // Refused for another reason, or because the notice is there already: nothing of the change stays.
            await expectRefusal(.conflict) {
                try await store.commit(sample.change(expecting: 7) { $0.notices = [notice("msg_3", sample)] })
            }
            await expectRefusal(.conflict) {
                try await store.commit(
                    sample.change(expecting: 1) { $0.notices = [notice("msg_4", sample), notice("msg_1", sample)] })
            }
            await expectRefusal(.notFound) { _ = try await store.delivery("msg_3") }
            await expectRefusal(.notFound) { _ = try await store.delivery("msg_4") }
            #expect(try await store.load(sample.run).row.sequence == 1)
            #expect(try await store.awaitedEndpoints() == ["wh_a", "wh_b"])
        },
        StorePromise("refuses a notice of another run, too large a one, and one that is not made of words") { store in
            let sample = try SampleRun(1)
            for wrong in [
                notice("msg_1", try SampleRun(2)), notice("a message", sample), notice("msg_1", sample, endpoint: ""),
                Notice(id: "m", endpoint: "wh_a", kind: "k", run: sample.run, body: Data(count: 70_000)),
            ] {
                await expectRefusal(.invalid) {
                    try await store.commit(sample.change(expecting: 0) { $0.notices = [wrong] })
                }
            }
        },
        StorePromise("gives what waits by its moment, and the log by its age") { store in
            for (id, endpoint, second) in [
                ("msg_1", "wh_b", 3), ("msg_2", "wh_a", 1), ("msg_3", "wh_a", 5), ("msg_4", "wh_a", 2),
            ] as [(String, String, Int64)] {
                try await store.put(message(id, endpoint), at: SampleRun.moment(second))
            }
            #expect(try await store.awaitedEndpoints() == ["wh_a", "wh_b"])
            #expect(try await store.waiting(for: "wh_a", limit: 9).map(\.notice.id) == ["msg_2", "msg_4", "msg_3"])
            #expect(try await store.waiting(for: "wh_a", limit: 1).map(\.notice.id) == ["msg_2"])
            #expect(try await store.waiting(for: "wh_c", limit: 9).isEmpty)
            let log = try await store.deliveries(to: "wh_a", before: nil, limit: 2)
            #expect(log.map(\.notice.id) == ["msg_4", "msg_3"])
            let rest = try await store.deliveries(to: "wh_a", before: log.last?.position, limit: 2)
            #expect(rest.map(\.notice.id) == ["msg_2"])
            await expectRefusal(.conflict) { try await store.put(message("msg_1", "wh_c"), at: SampleRun.moment(9)) }
        },
        StorePromise("keeps what became of a delivery, of one writer of two") { store in
            try await store.put(message("msg_1", "wh_a"), at: SampleRun.moment(1))
            let first = try await store.delivery("msg_1")
            var failed = first
            failed.note(DeliveryTry(at: SampleRun.moment(2), status: 503, problem: "status"))
            failed.due = SampleRun.moment(9)
            try await store.update(failed, at: SampleRun.moment(2))
            await expectRefusal(.conflict) { try await store.update(first, at: SampleRun.moment(3)) }
            var kept = try await store.delivery("msg_1")
            #expect(kept.tries == 1 && kept.due == SampleRun.moment(9) && kept.revision == 2)
            #expect(kept.log == [DeliveryTry(at: SampleRun.moment(2), status: 503, problem: "status")])
            (kept.state, kept.due) = (.delivered, SampleRun.moment(9))
            let contradiction = kept
            await expectRefusal(.invalid) { try await store.update(contradiction, at: SampleRun.moment(9)) }
            kept.due = nil
            try await store.update(kept, at: SampleRun.moment(9))
            #expect(try await store.delivery("msg_1").state == .delivered)
            #expect(try await store.awaitedEndpoints().isEmpty)
            #expect(try await store.waiting(for: "wh_a", limit: 9).isEmpty)
        },
        StorePromise("forgets an endpoint's deliveries, and what was settled long ago") { store in
            for number in 1...4 {
                try await store.put(message("msg_\(number)", number == 4 ? "wh_b" : "wh_a"), at: SampleRun.moment(1))
            }
            for (id, second) in [("msg_1", 10), ("msg_2", 20)] as [(String, Int64)] {
                var row = try await store.delivery(id)
                (row.state, row.due) = (.givenUp, nil)
                try await store.update(row, at: SampleRun.moment(second))
            }
            #expect(try await store.removeDeliveries(settledBefore: SampleRun.moment(20), limit: 9) == 1)
            await expectRefusal(.notFound) { _ = try await store.delivery("msg_1") }
            #expect(try await store.removeDeliveries(settledBefore: SampleRun.moment(99), limit: 0) == 0)
            #expect(try await store.delivery("msg_2").state == .givenUp)
            #expect(try await store.delivery("msg_3").state == .waiting)
            try await store.removeDeliveries(to: "wh_a")
            #expect(try await store.deliveries(to: "wh_a", before: nil, limit: 9).isEmpty)
            #expect(try await store.awaitedEndpoints() == ["wh_b"])
        },
    ]

    private static func notice(_ id: String, _ sample: SampleRun, endpoint: String = "wh_a") -> Notice {
        Notice(id: id, endpoint: endpoint, kind: "run.verified", run: sample.run, body: Data("{\"a\":1}".utf8))
    }

    private static func message(_ id: String, _ endpoint: String) -> Notice {
        Notice(id: id, endpoint: endpoint, kind: "webhook.test", run: nil, body: Data("{}".utf8))
    }
}
