public import Vocabulary

/// A route on which a vendor tells us something by itself.
public struct WebhookBinding: Hashable, Sendable {
    /// How it is known that the vendor sent it.
    public struct Signature: Hashable, Sendable {
        public enum Scheme: Hashable, Sendable {
            /// A header, in lower case, that holds the hexadecimal HMAC-SHA256 of the raw body.
            case hmac(header: String)
            /// The key itself stands in the body.
            case shared(JSONPointer)
        }

        public var scheme: Scheme
        /// Settings of kind secret; any of those that have a value may have signed.
        public var keys: [String]

        public init(_ scheme: Scheme, keys: [String]) {
            self.scheme = scheme
            self.keys = keys
        }
    }

    /// Where the kind of news stands.
    public enum Kind: Hashable, Sendable {
        /// A header, in lower case.
        case header(String)
        case body(JSONPointer)
    }

    /// What a kind of news is.
    public enum Treatment: Hashable, Sendable {
        /// Its body says what became of the session.
        case news
        /// Something happened: the status has to be read.
        case hint
        /// The same, and it may change a final word.
        case overturn
        /// Nothing that a run needs.
        case ignore
        /// The session ended without an answer.
        case ended(Cause)
    }

    public var name: String
    public var signature: Signature
    public var kind: Kind
    public var kinds: [String: Treatment]
    public var otherwise: Treatment
    /// Where the body repeats our run's id; `nil` where the vendor's own id of the session is all there is.
    public var run: JSONPointer?
    /// Where the body has the vendor's id of the session: the first that is there.
    public var verifications: [JSONPointer]
    /// Where the body has the ids of what was opened before a verification, by name.
    public var objects: [String: JSONPointer] = [:]
    /// The name of its schema in the contract.
    public var schema: String

    public init(
        name: String, signature: Signature, kind: Kind, kinds: [String: Treatment], otherwise: Treatment,
        run: JSONPointer?, verifications: [JSONPointer], schema: String
    ) {
        self.name = name
        self.signature = signature
        self.kind = kind
        self.kinds = kinds
        self.otherwise = otherwise
        self.run = run
        self.verifications = verifications
        self.schema = schema
    }
}
