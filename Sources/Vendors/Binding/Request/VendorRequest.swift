public import Expressions
public import Vocabulary

/// A request as it would leave, with handles where secrets and photos go.
public struct VendorRequest: Hashable, Sendable {
    public var pack: String
    /// The flow's name for the account that is asked, where it is one of a flow.
    public var vendor: String?
    public var operation: String
    public var method: String
    /// The binding's name of the server.
    public var server: String
    /// Scheme, host and port, then the path.
    public var url: String
    public var query: [VendorQueryItem]
    public var headers: [VendorHeader]
    /// May hold `.opaque` values: `data_uri` and `base64` of a medium, `secret` of an environment variable.
    public var body: Value?
    public var contentType: String?
    public var timeout: Interval
    public var effect: Effect
    /// Members of the body that a rendering hides.
    public var personal: Set<JSONPointer>

    public init(
        pack: String, operation: String, method: String, server: String, url: String, query: [VendorQueryItem] = [],
        headers: [VendorHeader] = [], body: Value? = nil, contentType: String? = nil, timeout: Interval,
        effect: Effect, personal: Set<JSONPointer> = []
    ) {
        self.pack = pack
        self.operation = operation
        self.method = method
        self.server = server
        self.url = url
        self.query = query
        self.headers = headers
        self.body = body
        self.contentType = contentType
        self.timeout = timeout
        self.effect = effect
        self.personal = personal
    }
}

public struct VendorQueryItem: Hashable, Sendable {
    public var name: String
    public var value: [RequestText]
    public var isPersonal: Bool

    public init(name: String, value: [RequestText], isPersonal: Bool) {
        self.name = name
        self.value = value
        self.isPersonal = isPersonal
    }
}

public struct VendorHeader: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case text([RequestText])
        /// `Basic` and the base64 of `user:password`, which only the sender can work out.
        case basic(user: [RequestText], password: [RequestText])
    }

    /// Lower case.
    public var name: String
    public var value: Value
    public var isPersonal: Bool

    public init(name: String, value: Value, isPersonal: Bool = false) {
        self.name = name
        self.value = value
        self.isPersonal = isPersonal
    }
}

/// A piece of a header or query value.
public enum RequestText: Hashable, Sendable {
    case text(String)
    /// The value of an environment variable.
    case secret(String)
}

/// Why a request could not be built; nothing was sent.
public struct RequestProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        /// The pack has no such operation or server.
        case unknownName = "unknown-name"
        /// A value that the request needs has none: the step is undetermined.
        case noValue = "no-value"
        /// The request would break the vendor's contract.
        case breaksContract = "breaks-contract"
    }

    public var code: Code
    /// Safe to show: names and pointers, never values.
    public var detail: String

    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    public var description: String { detail }
}

extension VendorRequest {
    /// What a played vendor is told: the body, or in a call without one what stands in its address.
    public var told: Value? {
        if let body { return body }
        guard !query.isEmpty else { return nil }
        return .map(
            query.reduce(into: [:]) { members, item in
                let text = item.value.map { if case .text(let text) = $0 { text } else { "" } }.joined()
                members[.string(item.name)] = .string(text)
            })
    }
}
