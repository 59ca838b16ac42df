import Deliveries
import EngineStore
import EngineStoreSQLite
import Foundation
import HookListener
import Notifications
import Privacy
import StoreSamples
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(10))) struct CourierTests {
    @Test func aNoticeArrivesSignedAndOnce() async throws {
        try await HookListener.with { hook in
            let post = try await Post()
            let (endpoint, secret) = try await post.endpoint(hook.url)
            try await post.working {
                let notice = try #require(try await post.commit().first)
                let delivery = try #require(await hook.next().first)
                #expect(delivery.isSigned(secret, at: post.clock.now))
                #expect(delivery["webhook-id"] == notice.id && notice.id.hasPrefix("msg_"))
                #expect(delivery["webhook-timestamp"] == String(post.clock.now.milliseconds / 1000))
                #expect(delivery["content-type"] == "application/json")
                #expect(delivery.path == "/hook")
                let text = String(decoding: delivery.body, as: UTF8.self)
                #expect(
                    text == #"{"data":{"flow":"kyc","run":"\#(SampleRun.name(1))","status":"verified","version":3},"#
                        + #""timestamp":"2027-01-15T08:00:01.000Z","type":"run.verified"}"#)
                #expect(await post.report()?.state == .delivered)
                let kept = try await post.store.delivery(notice.id)
                #expect(kept.state == .delivered && kept.due == nil && kept.log.map(\.status) == [200])
                #expect(try await post.store.waiting(for: endpoint.id, limit: 9).isEmpty)
            }
        }
    }

    @Test func whatIsRefusedIsTriedAgainUpTheLadderAndGivenUp() async throws {
        try await HookListener.with(.status(500)) { hook in
            let post = try await Post()
            _ = try await post.endpoint(hook.url)
            try await post.working {
                let notice = try #require(try await post.commit().first)
                var signed: Set<String> = []
                for wait in DeliveryLadder.waits {
                    let report = try #require(await post.report())
                    #expect(report.state == .waiting && report.attempt.problem == "status")
                    #expect(try await post.store.delivery(notice.id).due == post.clock.now + wait)
                    post.clock.advance(by: wait)
                }
                #expect(await post.report()?.state == .givenUp)
                for delivery in await hook.next(DeliveryLadder.waits.count + 1) {
                    #expect(delivery["webhook-id"] == notice.id)
                    signed.insert(delivery["webhook-signature"] ?? "")
                }
                #expect(signed.count == DeliveryLadder.waits.count + 1, "each try is signed for its own time")
                let kept = try await post.store.delivery(notice.id)
                #expect(kept.state == .givenUp && kept.log.count == 9)
            }
        }
    }

    @Test func retryAfterIsHeeded() async throws {
        try await HookListener.with(.status(429, headers: ["retry-after: 3600"])) { hook in
            let post = try await Post()
            _ = try await post.endpoint(hook.url)
            try await post.working {
                let notice = try #require(try await post.commit().first)
                #expect(await post.report()?.attempt.status == 429)
                #expect(try await post.store.delivery(notice.id).due == post.clock.now + .seconds(3600))
            }
        }
    }

    @Test func goneDisablesTheEndpoint() async throws {
        try await HookListener.with(.status(410)) { hook in
            let post = try await Post()
            let (endpoint, _) = try await post.endpoint(hook.url)
            try await post.working {
                _ = try await post.commit(1)
                #expect(await post.report()?.state == .disabled)
                #expect(post.book.endpoint(endpoint.id)?.pause?.cause == .gone)
                #expect(post.book.subscribers(Post.news()).isEmpty)
                #expect(try await post.commit(2).isEmpty)
                // What was under way for it is not sent either.
                let late = Notice(
                    id: "msg_late", endpoint: endpoint.id, kind: "run.verified", run: nil, body: Data("{}".utf8))
                try await post.store.put(late, at: post.clock.now)
                post.courier.wake()
                let report = try #require(await post.report())
                #expect(report.state == .disabled && report.attempt.problem == "endpoint-disabled")
            }
            // Known to the next service too.
            let next = try await EndpointBook(store: post.store, masterKey: SampleRun.master)
            #expect(next.endpoint(endpoint.id)?.pause?.cause == .gone)
        }
    }

    @Test func aRedirectIsNotFollowed() async throws {
        try await HookListener.with { target in
            try await HookListener.with(.status(302, headers: ["location: \(target.url)"])) { hook in
                let post = try await Post()
                _ = try await post.endpoint(hook.url)
                try await post.working {
                    let notice = try #require(try await post.commit().first)
                    #expect(await post.report()?.attempt.problem == "redirect-not-followed")
                    let kept = try await post.store.delivery(notice.id)
                    #expect(kept.state == .waiting && kept.log.first?.status == 302)
                }
            }
        }
    }

    @Test func aSilentEndpointTimesOutAndHoldsNobodyUp() async throws {
        try await HookListener.with(.silence) { silent in
            try await HookListener.with { quick in
                // A long time-out: the quick one is served although the silent one never ends in this test.
                let post = try await Post()
                let (slow, _) = try await post.endpoint(silent.url)
                for number in 0..<300 {
                    let notice = Notice(
                        id: "msg_\(number)", endpoint: slow.id, kind: "run.verified", run: nil, body: Data("{}".utf8))
                    try await post.store.put(notice, at: post.clock.now)
                }
                try await post.working {
                    #expect(await silent.next(4).count == 4, "four at a time, and no more")
                    let (_, secret) = try await post.endpoint(quick.url)
                    _ = try await post.commit()
                    #expect(await quick.next().first?.isSigned(secret, at: post.clock.now) == true)
                }
                // Given up while under way: they stay, to be sent again.
                #expect(try await post.store.waiting(for: slow.id, limit: 999).count >= 300)
            }
            let post = try await Post(sender: HookSender(guarded: Post.loopback, timeout: Interval(milliseconds: 50)))
            _ = try await post.endpoint(silent.url)
            try await post.working {
                _ = try await post.commit()
                #expect(await post.report()?.attempt.problem == "timeout")
            }
        }
    }

    /// Killed between commit and delivery, or between delivery and noting it: the next one sends it under the same id.
    @Test func whatWasNotDeliveredIsSentByTheNextCourier() async throws {
        try await TemporaryFolder.with { folder in
            try await HookListener.with { hook in
                let path = folder + "/store.sqlite"
                let first = try await Post(SQLiteStore(path: path))
                let (_, secret) = try await first.endpoint(hook.url)
                let notice = try #require(try await first.commit().first)
                try await first.store.close()

                let second = try await Post(SQLiteStore(path: path))
                try await second.working {
                    let delivery = try #require(await hook.next().first)
                    #expect(delivery["webhook-id"] == notice.id)
                    #expect(delivery.isSigned(secret, at: second.clock.now))
                    #expect(await second.report()?.state == .delivered)
                }
                try await second.store.close()
                let bytes = try Data(contentsOf: URL(filePath: path))
                #expect(bytes.range(of: Data(secret.exposed(to: .owner).utf8)) == nil, "the secret is sealed")
            }
        }
    }

    @Test func aTestAndARedeliveryAreSent() async throws {
        try await HookListener.with { hook in
            let post = try await Post()
            let (endpoint, secret) = try await post.endpoint(hook.url)
            try await post.working {
                let test = try await post.courier.test(endpoint.id)
                let first = try #require(await hook.next().first)
                #expect(first["webhook-id"] == test.notice.id && first.isSigned(secret, at: post.clock.now))
                #expect(String(decoding: first.body, as: UTF8.self).contains(#""type":"webhook.test""#))
                #expect(await post.report()?.state == .delivered)
                post.clock.advance(by: .seconds(60))
                _ = try await post.courier.redeliver(test.notice.id)
                let again = try #require(await hook.next().first)
                #expect(again["webhook-id"] == test.notice.id && again.body == first.body)
                #expect(await post.report()?.state == .delivered)
                #expect(try await post.store.delivery(test.notice.id).log.count == 2)
            }
        }
    }

    @Test func theLogIsForgottenAfterThirtyDays() async throws {
        try await HookListener.with { hook in
            let post = try await Post()
            let (endpoint, _) = try await post.endpoint(hook.url)
            try await post.working {
                _ = try await post.commit()
                #expect(await post.report()?.state == .delivered)
                post.clock.advance(by: .seconds(29 * 86_400))
                _ = try await post.courier.test(endpoint.id)
                #expect(await post.report()?.state == .delivered)
                #expect(try await post.store.deliveries(to: endpoint.id, before: nil, limit: 9).count == 2)
                post.clock.advance(by: .seconds(2 * 86_400))
                // The next one is delivered after the old one was forgotten, in the same round.
                _ = try await post.courier.test(endpoint.id)
                #expect(await post.report()?.state == .delivered)
                #expect(try await post.store.deliveries(to: endpoint.id, before: nil, limit: 9).count == 2)
            }
        }
    }
}
