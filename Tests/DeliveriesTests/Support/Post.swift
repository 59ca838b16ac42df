import Deliveries
import EngineStore
import Foundation
import HookListener
import Notifications
import Privacy
import StoreSamples
import Vocabulary
import WebhookSignatures

/// A store with endpoints, and a courier that a test starts and ends.
struct Post: Sendable {
    let store: any EngineStore
    let book: EndpointBook
    let clock = HandClock()
    let reports: AsyncStream<CourierReport>
    let courier: Courier

    static let loopback = AddressGuard(allowing: ["127.0.0.0/8"].compactMap(IPBlock.init))

    init(
        _ store: any EngineStore = MemoryStore(), sender: HookSender = HookSender(guarded: loopback),
        variables: @escaping Variables = { _ in nil }
    ) async throws {
        self.store = store
        book = try await EndpointBook(store: store, masterKey: SampleRun.master)
        let (reports, out) = AsyncStream.makeStream(of: CourierReport.self)
        self.reports = reports
        courier = Courier(
            store: store, book: book, sender: sender, variables: variables, clock: clock.courier,
            report: { out.yield($0) })
    }

    /// Runs the courier while the body does.
    func working<Result>(_ body: () async throws -> Result) async throws -> Result {
        let courier = courier
        let work = Task { await courier.run() }
        do {
            let result = try await body()
            work.cancel()
            await work.value
            return result
        } catch {
            work.cancel()
            await work.value
            throw error
        }
    }

    /// What the courier says of its next try.
    func report() async -> CourierReport? {
        for await report in reports { return report }
        return nil
    }

    func endpoint(_ url: String) async throws -> (endpoint: WebhookEndpoint, secret: Secret) {
        try await book.create(url: url, events: [.verified], flows: nil, at: clock.now)
    }

    static func news(_ number: Int = 1, kind: NoticeKind = .verified, flow: String = "kyc") -> RunNews {
        RunNews(
            kind: kind, run: SampleRun.name(number).text, flow: flow, version: 3, status: .verified,
            reason: nil, at: SampleRun.moment(1), sequence: 7, index: 0)
    }

    /// Commits a run with a notice for each subscriber, as the engine does.
    func commit(_ number: Int = 1) async throws -> [Notice] {
        let sample = try SampleRun(number)
        let news = Self.news(number)
        let notices = try book.subscribers(news).map {
            Notice(id: news.id(for: $0), endpoint: $0, kind: news.type, run: sample.run, body: try news.body())
        }
        try await SampleRun.prepare(store)
        var change = try sample.change(expecting: 0) { $0.notices = notices }
        change = RunChange(run: change.run, at: clock.now, advance: change.advance)
        try await store.commit(change)
        courier.wake()
        return notices
    }
}

extension HookListener.Delivery {
    /// Whether it is signed with a secret, checked as a receiver does.
    func isSigned(_ secret: Secret, at now: Moment) -> Bool {
        (try? StandardWebhooks(secrets: [secret]).verify(headers: headers, body: body, now: now.milliseconds / 1000))
            != nil
    }
}
