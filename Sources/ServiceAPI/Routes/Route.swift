import Foundation

/// One way into the service. The table of routes is what the router, the access check and the description are made of.
struct Route: Sendable {
    enum Method: String, Sendable { case get, post, put, patch, delete }

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
    var handle: @Sendable (Call) async throws -> Reply
}

/// A request, its token already checked and its body read.
struct Call: Sendable {
    /// The template of the path.
    var route: String
    var parameters: [String: String]
    var query: [String: String]
    var headers: [String: String]
    var body: [UInt8]
    var token: TokenDesk.Entry?

    func parameter(_ name: String) -> String { parameters[name] ?? "" }
}

/// What a route answers.
enum Reply: Sendable {
    case json(Int, Data)
    case text(Int, String, type: String)
    case events(AsyncStream<String>)
    /// A page for an applicant, HTML.
    case page(Int, String)
    /// To another address, to be fetched with GET.
    case redirect(String)

    static func json(_ value: some Encodable, status: Int = 200) throws -> Reply {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return .json(status, try encoder.encode(value))
    }
}
