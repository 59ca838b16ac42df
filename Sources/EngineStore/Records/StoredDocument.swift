public import FoundationEssentials

/// Something that a service keeps beside its runs: a token, a published flow, the answer to a repeated request.
///
/// The bytes are in clear in the store, so nothing personal belongs in them unless the keeper seals it.
public struct StoredDocument: Hashable, Sendable {
    /// What it is: `token`, `flow`. Lower case letters.
    public let kind: String
    /// Unique among those of its kind.
    public let name: String
    public let bytes: Data

    public init(kind: String, name: String, bytes: Data) {
        self.kind = kind
        self.name = name
        self.bytes = bytes
    }
}

extension StoreError {
    package static func changed(_ document: StoredDocument) -> StoreError {
        StoreError(.conflict, "another \(document.kind) `\(document.name)` is there")
    }

    package static func noDocument(_ kind: String, _ name: String) -> StoreError {
        StoreError(.notFound, "there is no \(kind) `\(name)`")
    }
}
