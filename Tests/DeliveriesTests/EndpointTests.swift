import Deliveries
import EngineStore
import FlowIR
import Foundation
import HookListener
import Notifications
import Privacy
import StoreSamples
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(10))) struct EndpointTests {
    @Test func bothSecretsSignUntilTheOldOneEnds() async throws {
        try await HookListener.with { hook in
            let post = try await Post()
            let (endpoint, old) = try await post.endpoint(hook.url)
            let (_, new) = try await post.book.rotate(endpoint.id, keeping: .seconds(86_400), at: post.clock.now)
            #expect(old.exposed(to: .owner) != new.exposed(to: .owner))
            try await post.working {
                _ = try await post.courier.test(endpoint.id)
                let during = try #require(await hook.next().first)
                #expect(during.isSigned(old, at: post.clock.now) && during.isSigned(new, at: post.clock.now))
                #expect(during["webhook-signature"]?.split(separator: " ").count == 2)
                #expect(await post.report() != nil)
                post.clock.advance(by: .seconds(86_400))
                _ = try await post.courier.test(endpoint.id)
                let after = try #require(await hook.next().first)
                #expect(!after.isSigned(old, at: post.clock.now) && after.isSigned(new, at: post.clock.now))
            }
        }
    }

    @Test func whoAskedForItHearsOfItAndNobodyElse() async throws {
        let post = try await Post()
        let now = post.clock.now
        let all = try await post.book.create(
            url: "https://a.example/x", events: NoticeKind.allCases, flows: nil, at: now
        ).endpoint.id
        let one = try await post.book.create(
            url: "https://b.example/x", events: [.rejected, .incident], flows: ["kyc"], at: now
        ).endpoint.id
        #expect(post.book.subscribers(Post.news(kind: .verified)) == [all])
        #expect(Set(post.book.subscribers(Post.news(kind: .rejected))) == [all, one])
        #expect(post.book.subscribers(Post.news(kind: .rejected, flow: "other")) == [all])
        try await post.book.change(all, at: now, isEnabled: false)
        #expect(post.book.subscribers(Post.news(kind: .rejected)) == [one])
        try await post.book.remove(one)
        #expect(post.book.subscribers(Post.news(kind: .rejected)).isEmpty)
        // The next service reads the same.
        let next = try await EndpointBook(store: post.store, masterKey: SampleRun.master)
        #expect(next.all == post.book.all && next.all.map(\.id) == [all])
    }

    @Test func aRemovedEndpointTakesItsDeliveriesWithIt() async throws {
        let post = try await Post()
        let (endpoint, _) = try await post.endpoint("https://a.example/x")
        let notice = try #require(try await post.commit().first)
        try await post.book.remove(endpoint.id)
        await #expect(throws: StoreError.self) { _ = try await post.store.delivery(notice.id) }
        #expect(try await post.store.awaitedEndpoints().isEmpty)
    }

    @Test func aSecretOfAnotherKeyIsNotReadAndNothingIsSent() async throws {
        let post = try await Post()
        _ = try await post.endpoint("https://a.example/x")
        let other = try await EndpointBook(store: post.store, masterKey: MasterKey.generate())
        let (reports, out) = AsyncStream.makeStream(of: CourierReport.self)
        let courier = Courier(
            store: post.store, book: other, sender: HookSender(), variables: { _ in nil }, clock: post.clock.courier,
            report: { out.yield($0) })
        _ = try await post.commit()
        let work = Task { await courier.run() }
        for await report in reports {
            #expect(report.attempt.problem == "secret-unreadable" && report.state == .waiting)
            break
        }
        work.cancel()
        await work.value
    }

    /// A flow's own address is found in the program that the run is pinned to, and its variables when it is sent.
    @Test func aFlowsOwnAddressIsSentTo() async throws {
        try await HookListener.with { hook in
            let secret = "whsec_" + Data("a key of more than 24 bytes in length".utf8).base64EncodedString()
            let set = [("HOOK", hook.url), ("KEY", secret)]
            let names = Locked<[String: String]>(["HOOK": hook.url])
            let post = try await Post(variables: { name in names.withLock { $0[name].map { Secret($0) } } })
            let program = FlowProgram(
                flow: "kyc", version: 1, applicant: [], flags: [], vendors: [], steps: [], metadata: [], rules: [],
                invariants: [])
            var told = program
            told.notify = [NotifyTarget(address: .variable("HOOK"), events: [.verified], secret: "KEY")]
            let flow = StoredFlow(digest: "abc123", bytes: try JSONEncoder().encode(told), packs: [])
            try await post.store.putFlow(flow)
            let endpoint = FlowEndpoint(digest: "abc123", index: 0).text
            let news = Post.news()
            try await post.store.put(
                Notice(
                    id: news.id(for: endpoint), endpoint: endpoint, kind: news.type, run: nil, body: try news.body()),
                at: post.clock.now)
            try await post.working {
                #expect(await post.report()?.attempt.problem == "variable-missing")
                for (name, value) in set { names.withLock { $0[name] = value } }
                post.clock.advance(by: .seconds(5))
                let delivery = try #require(await hook.next().first)
                #expect(delivery.isSigned(Secret(secret), at: post.clock.now))
            }
        }
    }
}
