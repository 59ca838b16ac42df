public import FoundationEssentials

/// Something that has to be told to one endpoint, written down with what it is about.
///
/// The body is in clear in the store and leaves the house, so nothing personal belongs in it.
public struct Notice: Hashable, Sendable {
    /// The same however often it is sent: `msg_…`.
    public let id: String
    /// Whom it is for, in the words of the keeper of endpoints.
    public let endpoint: String
    /// What it tells: `run.verified`.
    public let kind: String
    /// `nil` for one that is about no run.
    public let run: RunID?
    /// As it is sent and signed.
    public let body: Data

    public init(id: String, endpoint: String, kind: String, run: RunID?, body: Data) {
        self.id = id
        self.endpoint = endpoint
        self.kind = kind
        self.run = run
        self.body = body
    }

    package func check() throws(StoreError) {
        let words = [id, endpoint, kind]
        guard words.allSatisfy(\.isWord) else {
            throw StoreError(.invalid, "a notice has something in clear that is not a word")
        }
        guard body.count <= 64 * 1024 else { throw StoreError(.invalid, "a notice is larger than 64 KB") }
    }
}

extension String {
    /// Printable, without blanks, and no longer than any word or place of a flow.
    fileprivate var isWord: Bool { !isEmpty && utf8.count <= 512 && utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } }
}
