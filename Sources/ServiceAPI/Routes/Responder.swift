import EngineStore
import FlowEngine
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Takes one request through its route: access, size, handler, answer.
struct Responder: Sendable {
    let route: Route
    let tokens: TokenDesk
    let metrics: Metrics
    let logger: Logger

    func respond(to request: Request, context: some RequestContext) async -> Response {
        let start = ContinuousClock.now
        let response = await answer(request, context: context)
        metrics.request(
            "\(route.method.rawValue) \(route.path)", status: response.status.code,
            seconds: start.duration(to: .now) / .seconds(1))
        return response
    }

    private func answer(_ request: Request, context: some RequestContext) async -> Response {
        do {
            return response(to: try await reply(to: request, context: context))
        } catch {
            let problem = problem(of: error)
            if problem.status >= 500 {
                logger.error("request failed", metadata: ["route": "\(route.path)", "code": "\(problem.code)"])
            }
            return response(to: problem)
        }
    }

    private func reply(to request: Request, context: some RequestContext) async throws -> Reply {
        var query: [String: String] = [:]
        for (name, value) in request.uri.queryParameters { query[String(name)] = String(value) }
        if query.keys.contains(where: { ["token", "access_token", "api_key"].contains($0.lowercased()) }) {
            // Addresses are logged by everything on the way.
            throw Problem(
                400, "token-in-url", "a token does not belong in an address", detail: "send `Authorization: Bearer …`")
        }
        let token = try await access(request)
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters { parameters[String(name)] = String(value) }
        let body: [UInt8]
        do {
            body = Array(buffer: try await request.body.collect(upTo: max(route.limit, 1)))
        } catch is NIOTooManyBytesError {
            throw Problem(
                413, "body-too-large",
                route.limit == 0 ? "no body is wanted here" : "the body is larger than \(route.limit / 1024) KB")
        }
        return try await route.handle(
            Call(
                route: "\(route.method.rawValue) \(route.path)", parameters: parameters, query: query, headers: headers,
                body: body, token: token))
    }

    private func access(_ request: Request) async throws -> TokenDesk.Entry? {
        guard let scope = route.scope else { return nil }
        let prefix = "bearer "
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix(prefix),
            let entry = try await tokens.entry(of: String(header.dropFirst(prefix.count)))
        else {
            throw Problem(401, "unauthorized", "a valid token is needed", detail: "send `Authorization: Bearer …`")
        }
        guard entry.scopes.contains(scope) else {
            throw Problem(403, "forbidden", "the token lacks the scope `\(scope.rawValue)`")
        }
        return entry
    }

    private func problem(of error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as EngineError: Problem(error)
        case let error as StoreError: Problem(error)
        default: Problem(500, "own-failure", "the service failed")
        }
    }

    private func response(to problem: Problem) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(problem)) ?? Data()
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        return Response(
            status: .init(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    private static let referrerPolicy: HTTPField.Name = {
        guard let name = HTTPField.Name("Referrer-Policy") else { return .contentSecurityPolicy }
        return name
    }()

    private func response(to reply: Reply) -> Response {
        switch reply {
        case .json(let status, let data):
            let headers: HTTPFields = data.isEmpty ? [:] : [.contentType: "application/json"]
            return Response(
                status: .init(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
        case .text(let status, let text, let type):
            return Response(
                status: .init(code: status), headers: [.contentType: type],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        case .page(let status, let html):
            // An applicant's page holds an address that is a secret.
            let headers: HTTPFields = [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                Self.referrerPolicy: "no-referrer",
            ]
            return Response(
                status: .init(code: status), headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
        case .redirect(let url):
            return Response(
                status: .seeOther,
                headers: [.location: url, .cacheControl: "no-store", Self.referrerPolicy: "no-referrer"])
        case .events(let stream):
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-cache"],
                body: ResponseBody(asyncSequence: stream.map { ByteBuffer(string: $0) }))
        }
    }
}
