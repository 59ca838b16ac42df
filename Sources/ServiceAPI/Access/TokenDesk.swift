import Crypto
public import EngineStore
import Foundation
public import Vocabulary

/// Makes, lists, revokes and checks API tokens. A token is shown once; the store has its SHA-256 alone.
///
/// The form is `tf_ID_SECRET`: 12 and 43 characters of base 64 for URLs, of 9 and 32 random bytes.
public struct TokenDesk: Sendable {
    public struct Entry: Codable, Hashable, Sendable {
        public var id: String
        /// What its owner calls it.
        public var label: String
        public var scopes: [Scope]
        public var createdAt: Moment
        fileprivate var hash: Data
    }

    private let store: any EngineStore
    /// What was checked before, by the hash of the secret: tokens are made and revoked by this desk, or while no service
    /// has the store.
    private let known = Locked<[Data: Entry]>([:])
    private static let kind = "token"

    public init(_ store: any EngineStore) { self.store = store }

    /// A new token in clear, to be shown once, with its entry.
    public func create(_ label: String, scopes: [Scope], at now: Moment) async throws -> (token: String, entry: Entry) {
        let id = Self.random(9)
        let secret = Self.random(32)
        let entry = Entry(id: id, label: label, scopes: scopes, createdAt: now, hash: Self.hash(secret))
        let document = StoredDocument(kind: Self.kind, name: id, bytes: try JSONEncoder().encode(entry))
        try await store.putDocument(document, over: nil)
        return ("tf_\(id)_\(secret)", entry)
    }

    public func all() async throws -> [Entry] {
        var entries: [Entry] = []
        while true {
            let page = try await store.documents(Self.kind, after: entries.last?.id, limit: 100)
            if page.isEmpty { return entries }
            entries += try page.map { try JSONDecoder().decode(Entry.self, from: $0.bytes) }
        }
    }

    /// Revoking one that is not there changes nothing.
    public func revoke(_ id: String) async throws {
        try await store.removeDocument(Self.kind, id)
        known.withLock { $0 = $0.filter { $0.value.id != id } }
    }

    /// The entry of a token; `nil` for anything else, in the time that a right one takes when it is first seen.
    func entry(of token: String) async throws(StoreError) -> Entry? {
        let parts = token.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        // The alphabet of the parts has `_` too, so they are told apart by length.
        guard token.utf8.count == 3 + 12 + 1 + 43, parts.first == "tf" else { return nil }
        let id = String(token.dropFirst(3).prefix(12))
        let hash = Self.hash(String(token.dropFirst(16)))
        if let entry = known.withLock({ $0[hash] }), entry.id == id { return entry }
        let document: StoredDocument
        do {
            document = try await store.document(Self.kind, id)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
        guard let entry = try? JSONDecoder().decode(Entry.self, from: document.bytes),
            Self.areEqual(entry.hash, hash)
        else { return nil }
        known.withLock { $0[hash] = entry }
        return entry
    }

    private static func hash(_ secret: String) -> Data { Data(SHA256.hash(data: Data(secret.utf8))) }

    private static func areEqual(_ left: Data, _ right: Data) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func random(_ count: Int) -> String {
        let bytes = SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Data($0) }
        return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
