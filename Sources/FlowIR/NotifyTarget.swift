public import Vocabulary

/// An address that a flow itself wants told of its runs.
public struct NotifyTarget: Codable, Hashable, Sendable {
    public enum Address: Codable, Hashable, Sendable {
        case url(String)
        /// An environment variable that holds it, read when something is sent.
        case variable(String)
    }

    public var address: Address
    /// Sorted by name.
    public var events: [NoticeKind]
    /// The environment variable that holds the key that is signed with.
    public var secret: String

    public init(address: Address, events: [NoticeKind], secret: String) {
        self.address = address
        self.events = events
        self.secret = secret
    }

    /// The environment variables that have to be set for it.
    public var variables: [String] {
        if case .variable(let name) = address { [name, secret] } else { [secret] }
    }
}
