import EngineStore
import FlowEngine
import Foundation

/// One way into the service. The table of routes is what the matcher, the access check and the description are made of.
struct Route: Sendable {
    enum Method: String, Sendable, CaseIterable { case get, post, put, patch, delete }

    var method: Method
    /// `/v1/runs/{id}`.
    var path: String
    /// What a token must allow; `nil` for what anybody may ask.
    var scope: Scope?
    var summary: String
    /// The most bytes of a body; 0 for none.
    var limit = 0
    /// The status of a success.
    var success = 200
    /// `nil` where any content type is taken.
    var body: BodyForm?
    var query: [QueryParameter] = []
    var answer: AnswerForm = .untold
    /// Whether an `Idempotency-Key` is honoured.
    var isRepeatable = false
    var handle: @Sendable (Call) async throws -> Reply

    /// What logs and metrics call it.
    var name: String { "\(method.rawValue.uppercased()) \(path)" }
}

/// What a route takes as its body: the schema of its JSON, and the content types that it may come as.
struct BodyForm: Sendable {
    var schema: JSON
    var types: [String]
    /// The part of `multipart/form-data` that holds the JSON.
    var part: String?
    var isRequired = true

    static func json(_ schema: JSON, isRequired: Bool = true) -> BodyForm {
        BodyForm(schema: schema, types: ["application/json"], isRequired: isRequired)
    }

    /// JSON alone, or in a part with photos in other parts.
    static func form(_ schema: JSON, part: String) -> BodyForm {
        BodyForm(schema: schema, types: ["application/json", "multipart/form-data"], part: part)
    }

    static let yaml = BodyForm(
        schema: ["type": "string", "description": "A flow's text."],
        types: ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"])
}

/// What a route answers when all goes well.
enum AnswerForm: Sendable {
    case json(JSON)
    /// JSON, or live server-sent events.
    case events(JSON)
    case text(String)
    /// A page for an applicant, or the way on to another.
    case page
    /// A file of any type, or JSON where there are several.
    case file(JSON)
    case nothing
    case untold
}

/// A parameter in the query.
struct QueryParameter: Sendable {
    var name: String
    var schema: JSON
    var about: String
}

/// A request, its token already checked and its body read.
struct Call: Sendable {
    /// The method and the template of the path.
    var route: String
    /// Percent-decoded.
    var parameters: [String: String]
    var query: [String: String]
    /// By name in lower case.
    var headers: [String: String]
    var body: [UInt8]
    var token: TokenDesk.Entry?
    /// The token itself, to make keys of: the store has nothing that it could be worked out from.
    var bearer = Data()
    /// What a run notes with what this call tells it, so that a repeat is known.
    var mark: InboxMark?
    /// Where the answer to a request that may be repeated can be kept in the commit of what it does.
    var keeper: AnswerKeeper?

    func parameter(_ name: String) -> String { parameters[name] ?? "" }
}

/// What a route answers.
enum Reply: Sendable {
    case json(Int, Data)
    case text(Int, String, type: String)
    /// Server-sent events; the next is made when the reader's connection has taken the last one.
    case events(AsyncStream<String>)
    /// A page for an applicant, HTML.
    case page(Int, String)
    /// To another address, to be fetched with GET.
    case redirect(String)
    /// A file; the next piece is made when the reader's connection has taken the last one.
    case file(type: String, name: String, AsyncThrowingStream<[UInt8], any Error>)

    static func json(_ value: some Encodable, status: Int = 200) throws -> Reply {
        .json(status, try encoder.encode(value))
    }

    /// What is answered most often, written in one pass.
    static func data(of run: RunView) throws -> Data { try RecordWriter.data(of: run, names: .snakeCase) }

    static func json(_ run: RunView, status: Int = 200) throws -> Reply { .json(status, try data(of: run)) }

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return encoder
    }
}
