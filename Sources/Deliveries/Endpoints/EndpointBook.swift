import Crypto
public import EngineStore
import Foundation
public import Notifications
public import Privacy
public import Vocabulary

/// The registered endpoints: kept as documents of the store, and in memory for whoever commits news.
///
/// ```swift
/// let book = try await EndpointBook(store: store, masterKey: key)
/// let (endpoint, secret) = try await book.create(url: url, events: [.verified], flows: nil, at: now)
/// ```
///
/// Secrets are sealed under the master key. Only one book may have a store, as only one service may.
public final class EndpointBook: Sendable {
    private let store: any EngineStore
    private let masterKey: MasterKey
    // The lock protects what the store has as well; a change is kept there first.
    private let endpoints = Locked<[String: WebhookEndpoint]>([:])

    private static let kind = "webhook"
    /// Secrets that one endpoint is signed with at most.
    private static let mostKeys = 5

    public init(store: any EngineStore, masterKey: MasterKey) async throws(StoreError) {
        self.store = store
        self.masterKey = masterKey
        var last: String?
        while true {
            let page = try await store.documents(Self.kind, after: last, limit: 200)
            guard let end = page.last else { return }
            last = end.name
            for document in page {
                guard let endpoint = try? JSONDecoder().decode(WebhookEndpoint.self, from: document.bytes) else {
                    throw StoreError(.corrupt, "the stored webhook `\(document.name)` cannot be read")
                }
                endpoints.withLock { $0[endpoint.id] = endpoint }
            }
        }
    }

    /// Whether a store has no endpoints, so that no key is needed to read their secrets.
    public static func isEmpty(_ store: any EngineStore) async throws(StoreError) -> Bool {
        try await store.documents(kind, after: nil, limit: 1).isEmpty
    }

    // MARK: Reading

    /// In the order of their names.
    public var all: [WebhookEndpoint] { endpoints.withLock { $0.values.sorted { $0.id < $1.id } } }

    public func endpoint(_ id: String) -> WebhookEndpoint? { endpoints.withLock { $0[id] } }

    /// The endpoints that want to hear of a piece of news.
    public func subscribers(_ news: RunNews) -> [String] {
        endpoints.withLock { all in
            all.values.filter { $0.wants(news.kind, of: news.flow) }.map(\.id).sorted()
        }
    }

    /// What is signed with at a moment, the newest secret first.
    func secrets(of endpoint: WebhookEndpoint, at now: Moment) throws(StoreError) -> [Secret] {
        var secrets: [Secret] = []
        for key in endpoint.keys where key.until.map({ $0 > now }) ?? true {
            secrets.append(try masterKey.unseal(key.sealed, as: Self.name(of: key.number, of: endpoint.id)))
        }
        return secrets
    }

    // MARK: Changing

    /// Registers an address. The secret is given once.
    ///
    /// - Parameter url: checked by the caller (``NotificationURL``), and again whenever something is sent.
    public func create(
        url: String, events: [NoticeKind], flows: [String]?, at now: Moment
    ) async throws(StoreError) -> (endpoint: WebhookEndpoint, secret: Secret) {
        let id = "wh_" + Self.random(12)
        let (key, secret) = try newKey(1, of: id)
        let endpoint = WebhookEndpoint(
            id: id, url: url, events: events, flows: flows, createdAt: now, keys: [key])
        try await keep(endpoint, over: nil)
        return (endpoint, secret)
    }

    /// Changes address, events or flows, or whether anything is sent.
    ///
    /// - Throws: `notFound`.
    @discardableResult
    public func change(
        _ id: String, at now: Moment, isEnabled: Bool? = nil, _ edit: (inout WebhookEndpoint) -> Void = { _ in }
    ) async throws(StoreError) -> WebhookEndpoint {
        let old = try known(id)
        var endpoint = old
        edit(&endpoint)
        if let isEnabled {
            endpoint.pause = isEnabled ? nil : endpoint.pause ?? .init(since: now, cause: .owner)
        }
        try await keep(endpoint, over: old)
        return endpoint
    }

    /// A new secret. The one before it is signed with as well for a time, so that nothing is refused meanwhile.
    ///
    /// - Throws: `notFound`.
    public func rotate(
        _ id: String, keeping interval: Interval, at now: Moment
    ) async throws(StoreError) -> (endpoint: WebhookEndpoint, secret: Secret) {
        let old = try known(id)
        var endpoint = old
        let (key, secret) = try newKey((old.keys.map(\.number).max() ?? 0) + 1, of: id)
        var keys = old.keys
        for index in keys.indices where keys[index].until == nil { keys[index].until = now + interval }
        keys.removeAll { $0.until.map { $0 <= now } ?? false }
        endpoint.keys = Array(([key] + keys).prefix(Self.mostKeys))
        try await keep(endpoint, over: old)
        return (endpoint, secret)
    }

    /// Forgets an endpoint and all that was for it. Removing one that is not there changes nothing.
    public func remove(_ id: String) async throws(StoreError) {
        try await store.removeDocument(Self.kind, id)
        endpoints.withLock { $0[id] = nil }
        try await store.removeDeliveries(to: id)
    }

    /// It answered that it is gone.
    func pause(_ id: String, at now: Moment) async throws(StoreError) {
        guard let old = endpoint(id), old.pause == nil else { return }
        var endpoint = old
        endpoint.pause = .init(since: now, cause: .gone)
        try await keep(endpoint, over: old)
    }

    // MARK: Parts

    private func known(_ id: String) throws(StoreError) -> WebhookEndpoint {
        guard let endpoint = endpoint(id) else { throw StoreError(.notFound, "there is no webhook `\(id)`") }
        return endpoint
    }

    private func keep(_ endpoint: WebhookEndpoint, over old: WebhookEndpoint?) async throws(StoreError) {
        let before = try old.map { old throws(StoreError) in try Self.document(old) }
        try await store.putDocument(try Self.document(endpoint), over: before)
        endpoints.withLock { $0[endpoint.id] = endpoint }
    }

    private static func document(_ endpoint: WebhookEndpoint) throws(StoreError) -> StoredDocument {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let bytes = try? encoder.encode(endpoint) else {
            throw StoreError(.invalid, "the webhook `\(endpoint.id)` cannot be written")
        }
        return StoredDocument(kind: kind, name: endpoint.id, bytes: bytes)
    }

    private func newKey(_ number: Int, of id: String) throws(StoreError) -> (WebhookEndpoint.Key, Secret) {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        let secret = Secret("whsec_" + bytes.base64EncodedString())
        let sealed = try masterKey.seal(secret, as: Self.name(of: number, of: id))
        return (WebhookEndpoint.Key(number: number, sealed: sealed, until: nil), secret)
    }

    private static func name(of number: Int, of id: String) -> String { "webhook/\(id)/\(number)" }

    private static func random(_ count: Int) -> String {
        let bytes = SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Data($0) }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
