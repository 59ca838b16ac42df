/// What a vendor accepts and answers, compiled from its OpenAPI document.
public struct Contract: Hashable, Sendable {
    /// By `operationId`.
    public var operations: [String: ContractOperation]
    /// Of `components`, by name: what webhooks hold.
    public var schemas: [String: Schema]

    public init(operations: [String: ContractOperation], schemas: [String: Schema] = [:]) {
        self.operations = operations
        self.schemas = schemas
    }

    /// The schema of what an operation sends; `nil` where it sends nothing of that type.
    public func requestSchema(of operation: String, contentType: String?) -> Schema? {
        contentType.flatMap { operations[operation]?.requestBody[Self.mediaType($0)] }
    }

    /// The schema of what an operation answers with a status; `nil` where the contract says nothing of it.
    public func answerSchema(of operation: String, status: Int) -> Schema? {
        operations[operation]?.answer(status)?.schema
    }

    /// A content type without its parameters, in lower case: `application/json` of `Application/JSON; charset=utf-8`.
    public static func mediaType(_ contentType: String) -> String {
        let end = contentType.firstIndex(of: ";") ?? contentType.endIndex
        return String(contentType[..<end].lowercased().filter { !$0.isWhitespace })
    }
}

/// One call of a vendor's API.
public struct ContractOperation: Hashable, Sendable {
    /// The document's `operationId`.
    public var id: String
    /// Upper case.
    public var method: String
    /// Relative to a server, with `{name}` for parameters.
    public var path: String
    /// Base addresses, the most specific list that the document gives.
    public var servers: [String]
    public var parameters: [ContractParameter]
    /// By media type in lower case.
    public var requestBody: [String: Schema]
    public var requestRequired: Bool
    public var answers: [ContractAnswer]
    /// Whether any way in asks for credentials.
    public var needsCredentials: Bool

    public init(
        id: String, method: String, path: String, servers: [String] = [], parameters: [ContractParameter] = [],
        requestBody: [String: Schema] = [:], requestRequired: Bool = false, answers: [ContractAnswer] = [],
        needsCredentials: Bool = false
    ) {
        self.id = id
        self.method = method
        self.path = path
        self.servers = servers
        self.parameters = parameters
        self.requestBody = requestBody
        self.requestRequired = requestRequired
        self.answers = answers
        self.needsCredentials = needsCredentials
    }

    /// The answer for a status: the number itself before `4XX` before `default`.
    public func answer(_ status: Int) -> ContractAnswer? {
        answers.first { $0.status == .code(status) } ?? answers.first { $0.status == .hundred(status / 100) }
            ?? answers.first { $0.status == .other }
    }
}

/// What comes back with one status, or a range of them.
public struct ContractAnswer: Hashable, Sendable {
    public enum Status: Hashable, Sendable {
        case code(Int)
        /// `4XX` is 4.
        case hundred(Int)
        /// `default`.
        case other
    }

    public var status: Status
    /// Of the JSON body; `nil` where none is promised.
    public var schema: Schema?

    public init(_ status: Status, schema: Schema?) {
        self.status = status
        self.schema = schema
    }
}

/// A parameter outside the body.
public struct ContractParameter: Hashable, Sendable {
    public enum Location: String, Hashable, Sendable, CaseIterable {
        case path, query, header
    }

    public var name: String
    public var location: Location
    public var isRequired: Bool
    public var schema: Schema?

    public init(name: String, location: Location, isRequired: Bool, schema: Schema?) {
        self.name = name
        self.location = location
        self.isRequired = isRequired
        self.schema = schema
    }
}
