import Deliveries
import EngineStore
import Expressions
import FlowEngine
import FlowIR
import Foundation
import Notifications
import Privacy
import Vocabulary

/// What the API does with endpoints that are told of runs.
///
/// A repeat under an `Idempotency-Key` is answered as the first time while that answer is kept, which is sealed with the
/// key; killed before it was kept, the service does it once more.
struct WebhookDesk: Sendable {
    let book: EndpointBook
    let courier: Courier
    let store: any EngineStore
    let addresses: AddressGuard
    let clock: any EngineClock

    private static let longestRotation = 30 * 24

    init(_ notifying: Notifying, store: any EngineStore, clock: any EngineClock) {
        book = notifying.book
        courier = notifying.courier
        addresses = notifying.addresses
        self.store = store
        self.clock = clock
    }

    // MARK: Endpoints

    func list(_ call: Call) async throws -> Reply {
        let now = clock.now
        return try .json(WebhookPage(webhooks: book.all.map { WebhookView($0, at: now) }))
    }

    func show(_ call: Call) async throws -> Reply {
        try .json(WebhookView(try endpoint(call), at: clock.now))
    }

    func create(_ call: Call) async throws -> Reply {
        var (members, reader) = try BodyReader.object(call.body, keys: ["url", "events", "flows"])
        let url = self.url(members, &reader, required: true)
        let events = self.events(members, &reader, required: true)
        let flows = self.flows(members, &reader)
        try reader.finish()
        guard let url, let events else { throw Problem.invalid(reader.errors) }
        let now = clock.now
        let (endpoint, secret) = try await book.create(url: url, events: events, flows: flows, at: now)
        return try .json(WebhookView(endpoint, at: now, secret: secret.exposed(to: .owner)), status: 201)
    }

    func change(_ call: Call) async throws -> Reply {
        let id = try endpoint(call).id
        var (members, reader) = try BodyReader.object(call.body, keys: ["url", "events", "flows", "enabled"])
        let url = self.url(members, &reader, required: false)
        let events = self.events(members, &reader, required: false)
        let flows = self.flows(members, &reader)
        var isEnabled: Bool?
        switch members["enabled"] {
        case nil: break
        case .bool(let value)?: isEnabled = value
        case _?: reader.report("wrong-kind", "`enabled` is true or false", at: "/enabled")
        }
        try reader.finish()
        let endpoint = try await book.change(id, at: clock.now, isEnabled: isEnabled) { endpoint in
            if let url { endpoint.url = url }
            if let events { endpoint.events = events }
            if members["flows"] != nil { endpoint.flows = flows }
        }
        return try .json(WebhookView(endpoint, at: clock.now))
    }

    func remove(_ call: Call) async throws -> Reply {
        try await book.remove(try endpoint(call).id)
        return .json(204, Data())
    }

    func rotate(_ call: Call) async throws -> Reply {
        let id = try endpoint(call).id
        var hours = 24
        if !call.body.isEmpty {
            var (members, reader) = try BodyReader.object(call.body, keys: ["keep_hours"])
            hours = reader.number(members, "keep_hours") ?? hours
            if !(0...Self.longestRotation).contains(hours) {
                reader.report("out-of-range", "`keep_hours` is 0 to \(Self.longestRotation)", at: "/keep_hours")
            }
            try reader.finish()
        }
        let now = clock.now
        let (endpoint, secret) = try await book.rotate(id, keeping: .seconds(Int64(hours) * 3600), at: now)
        return try .json(WebhookView(endpoint, at: now, secret: secret.exposed(to: .owner)))
    }

    // MARK: Deliveries

    func test(_ call: Call) async throws -> Reply {
        let endpoint = try endpoint(call)
        guard endpoint.pause == nil else { throw Self.disabled }
        return try .json(DeliveryView(try await courier.test(endpoint.id)), status: 202)
    }

    func deliveries(_ call: Call) async throws -> Reply {
        let id = try name(call)
        let limit = call.query["limit"].map { Int($0) ?? 0 } ?? 50
        guard (1...200).contains(limit) else { throw Problem(400, "out-of-range", "`limit` is 1 to 200") }
        var before: Int64?
        if let cursor = call.query["cursor"] {
            before = Int64(cursor)
            if before == nil { throw Problem(400, "bad-cursor", "this is no cursor that was given") }
        }
        let rows = try await store.deliveries(to: id, before: before, limit: limit)
        let next = rows.count == limit ? rows.last.map { String($0.position) } : nil
        return try .json(DeliveryPage(deliveries: rows.map(DeliveryView.init), next: next))
    }

    func redeliver(_ call: Call) async throws -> Reply {
        let id = try name(call)
        let row: DeliveryRow
        do throws(StoreError) {
            row = try await store.delivery(call.parameter("delivery"))
        } catch {
            throw error.code == .notFound ? Self.unknownDelivery : Problem(error)
        }
        guard row.notice.endpoint == id else { throw Self.unknownDelivery }
        if book.endpoint(id)?.pause != nil { throw Self.disabled }
        return try .json(DeliveryView(try await courier.redeliver(row.notice.id)), status: 202)
    }

    private static let unknownDelivery = Problem(404, "unknown-delivery", "there is no such delivery")
    private static let disabled = Problem(
        409, "webhook-disabled", "nothing is sent to this webhook", detail: "enable it first: `{\"enabled\": true}`")

    // MARK: Reading

    private func endpoint(_ call: Call) throws(Problem) -> WebhookEndpoint {
        guard let endpoint = book.endpoint(call.parameter("id")) else {
            throw Problem(404, "unknown-webhook", "there is no such webhook")
        }
        return endpoint
    }

    /// Addresses that flows name have a log as well.
    private func name(_ call: Call) throws(Problem) -> String {
        let id = call.parameter("id")
        return FlowEndpoint(id) == nil ? try endpoint(call).id : id
    }

    private func url(_ members: [String: Value], _ reader: inout BodyReader, required: Bool) -> String? {
        guard let text = reader.text(members, "url", required: required, limit: 2000) else { return nil }
        do throws(NotificationURL.Problem) {
            _ = try NotificationURL(text, guarded: addresses)
            return text
        } catch {
            reader.report(
                error.rawValue, error.description, at: "/url",
                help: "write an address such as `https://example.com/hook`")
            return nil
        }
    }

    private func events(
        _ members: [String: Value], _ reader: inout BodyReader, required: Bool
    ) -> [NoticeKind]? {
        guard required || members["events"] != nil else { return nil }
        let known = NoticeKind.allCases.map(\.rawValue)
        let names = reader.texts(members, "events") ?? []
        if names.isEmpty {
            reader.report(
                "missing-key", "`events` names what to tell", at: "/events",
                help: "any of \(known.joined(separator: ", "))")
        }
        for (index, name) in names.enumerated() where !known.contains(name) {
            reader.report("unknown-event", "there is no such event", name: name, among: known, at: "/events/\(index)")
        }
        return NoticeKind.allCases.filter { names.contains($0.rawValue) }
    }

    private func flows(_ members: [String: Value], _ reader: inout BodyReader) -> [String]? {
        guard members["flows"] != nil, members["flows"]?.isNull != true else { return nil }
        return reader.texts(members, "flows").map { Set($0).sorted() }
    }
}
