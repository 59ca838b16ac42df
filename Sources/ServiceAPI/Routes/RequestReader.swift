import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Makes a call of a request: its query and its token are checked, its body is read.
struct RequestReader: Sendable {
    let tokens: TokenDesk
    /// How long a body may take.
    let patience: Duration

    func call(_ request: Request, of route: Route, parameters: [String: String]) async throws -> Call {
        let query = try Self.query(of: request, for: route)
        let (token, bearer) = try await access(request, to: route)
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let body = try await body(of: request, for: route)
        if !body.isEmpty { try Self.checkType(headers["content-type"], for: route) }
        return Call(
            route: "\(route.method.rawValue) \(route.path)", parameters: parameters, query: query, headers: headers,
            body: body, token: token, bearer: Data(bearer.utf8))
    }

    // MARK: Query

    private static func query(of request: Request, for route: Route) throws(Problem) -> [String: String] {
        var query: [String: String] = [:]
        var twice: String?
        for (name, value) in request.uri.queryParameters {
            if query.updateValue(String(value), forKey: String(name)) != nil { twice = String(name) }
        }
        if query.keys.contains(where: { ["token", "access_token", "api_key"].contains($0.lowercased()) }) {
            // Addresses are logged by everything on the way.
            throw Problem(
                400, "token-in-url", "a token does not belong in an address", detail: "send `Authorization: Bearer …`")
        }
        // What others call us by may carry marks of their own.
        guard route.scope != nil else { return query }
        let known = route.query.map(\.name)
        let unknown = query.keys.sorted().filter { !known.contains($0) }.map { name in
            let short = String(name.prefix(40))
            return Problem.Detail(
                code: "unknown-parameter", detail: "`\(short)` is no parameter here",
                help: nameHelp(for: short, in: known, known: "the parameters"))
        }
        if !unknown.isEmpty {
            throw Problem(400, "unknown-parameter", "the address has a parameter that is not known", errors: unknown)
        }
        if let twice { throw Problem(400, "repeated-parameter", "`\(twice)` is given twice") }
        return query
    }

    // MARK: Access

    private func access(_ request: Request, to route: Route) async throws -> (TokenDesk.Entry?, token: String) {
        guard let scope = route.scope else { return (nil, "") }
        let prefix = "bearer "
        let header = request.headers[.authorization] ?? ""
        let token = String(header.dropFirst(prefix.count))
        guard header.lowercased().hasPrefix(prefix), let entry = try await tokens.entry(of: token) else {
            throw Problem(401, "unauthorized", "a valid token is needed", detail: "send `Authorization: Bearer …`")
        }
        guard entry.scopes.contains(scope) else {
            throw Problem(403, "forbidden", "the token lacks the scope `\(scope.rawValue)`")
        }
        return (entry, token)
    }

    // MARK: Body

    private func body(of request: Request, for route: Route) async throws -> [UInt8] {
        let problem = Problem(
            413, "body-too-large",
            route.limit == 0 ? "no body is wanted here" : "the body is larger than \(route.limit / 1024) KB")
        // Said before it is read, where the length is known.
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > route.limit { throw problem }
        let end = ContinuousClock.now + patience
        var bytes: [UInt8] = []
        // One that stops coming is ended by the connection; one that drips is ended here.
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= route.limit else { throw problem }
            guard ContinuousClock.now < end else {
                throw Problem(408, "too-slow", "the body took longer than \(patience.components.seconds) seconds")
            }
            bytes += part.readableBytesView
        }
        return bytes
    }

    private static func checkType(_ header: String?, for route: Route) throws(Problem) {
        guard let types = route.body?.types, let header else { return }
        let type = header.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
        guard types.contains(type) else {
            throw Problem(
                415, "wrong-content-type", "the body's content type is not taken here",
                detail: "send `Content-Type: \(types[0])`"
                    + (types.count > 1 ? ", or \(types.dropFirst().joined(separator: ", "))" : ""))
        }
    }
}
