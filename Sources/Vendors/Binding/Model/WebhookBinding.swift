public import Vocabulary

/// A route on which a vendor tells us something by itself.
public struct WebhookBinding: Hashable, Sendable {
    /// How it is known that the vendor sent it.
    public struct Signature: Hashable, Sendable {
        /// The header that holds the hexadecimal HMAC-SHA256 of the raw body, in lower case.
        public var header: String
        /// Settings of kind secret; any of those that have a value may have signed.
        public var keys: [String]

        public init(header: String, keys: [String]) {
            self.header = header
            self.keys = keys
        }
    }

    /// What a kind of news is.
    public enum Treatment: Hashable, Sendable {
        /// Its body says what became of the session.
        case news
        /// Nothing that a run needs.
        case ignore
        /// The session ended without an answer.
        case ended(Cause)
    }

    public var name: String
    public var signature: Signature
    /// The header that names the kind of news, in lower case.
    public var kindHeader: String
    public var kinds: [String: Treatment]
    public var otherwise: Treatment
    /// Where the body repeats our run's id.
    public var run: JSONPointer
    /// Where the body has the vendor's id of the session.
    public var verification: JSONPointer
    /// The name of its schema in the contract.
    public var schema: String

    public init(
        name: String, signature: Signature, kindHeader: String, kinds: [String: Treatment], otherwise: Treatment,
        run: JSONPointer, verification: JSONPointer, schema: String
    ) {
        self.name = name
        self.signature = signature
        self.kindHeader = kindHeader
        self.kinds = kinds
        self.otherwise = otherwise
        self.run = run
        self.verification = verification
        self.schema = schema
    }
}
