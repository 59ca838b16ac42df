import EngineStore
import FlowEngine
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What belongs to one request beside the request itself.
struct RequestSource: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// Takes one request through its route: access, size, handler, answer, and a line in the log.
struct Responder: HTTPResponder {
    let matcher: RouteMatcher
    let reader: RequestReader
    let answers: AnswerShelf
    let metrics: Metrics
    let logger: Logger

    func respond(to request: Request, context: RequestSource) async -> Response {
        let start = ContinuousClock.now
        let id = RequestID.of(request.headers[RequestID.field])
        let match = matcher.match(request.method.rawValue, request.uri.path)
        var response: Response
        var code: String?
        do {
            response = Response(try await reply(to: request, match))
        } catch {
            let problem = Self.problem(of: error)
            code = problem.code
            response = Response(problem)
            if case .otherMethods(let methods) = match { response.headers[.allow] = methods.joined(separator: ", ") }
            if [408, 413].contains(problem.status) { Self.hangUp(on: context.channel, after: &response) }
        }
        if request.method == .head { response = response.createHeadResponse() }
        response.headers[RequestID.field] = id
        let line = RequestLine(
            method: request.method.rawValue, match: match, status: response.status.code,
            took: start.duration(to: .now), id: id, code: code)
        line.write(to: logger)
        metrics.request(method: line.method, route: line.route, status: line.status, seconds: line.seconds)
        return response
    }

    private func reply(to request: Request, _ match: RouteMatcher.Match) async throws -> Reply {
        switch match {
        case .found(let route, let parameters):
            let call = try await reader.call(request, of: route, parameters: parameters)
            guard route.isRepeatable else { return try await route.handle(call) }
            return try await answers.once(call, status: route.success, route.handle)
        case .otherMethods(let methods):
            throw Problem(
                405, "wrong-method", "this path does not take that method",
                detail: "it takes \(methods.joined(separator: ", "))")
        case .unknown:
            throw Problem(
                404, "unknown-route", "there is nothing at this path", detail: "`GET /openapi.json` has every path")
        }
    }

    private static func problem(of error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as EngineError: Problem(error)
        case let error as StoreError: Problem(error)
        default: Problem(500, "own-failure", "the service failed")
        }
    }

    /// Whoever sends too much is told, has a moment to read that, and is not listened to for longer.
    private static func hangUp(on channel: any Channel, after response: inout Response) {
        response.headers[.connection] = "close"
        channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
}

extension Response {
    init(_ problem: Problem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(problem)) ?? Data()
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        if problem.status == 503 { headers[.retryAfter] = "1" }
        self.init(
            status: .init(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    private static let referrerPolicy: HTTPField.Name = {
        guard let name = HTTPField.Name("Referrer-Policy") else { return .contentSecurityPolicy }
        return name
    }()

    init(_ reply: Reply) {
        switch reply {
        case .json(let status, let data):
            let headers: HTTPFields = data.isEmpty ? [:] : [.contentType: "application/json"]
            self.init(
                status: .init(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
        case .text(let status, let text, let type):
            self.init(
                status: .init(code: status), headers: [.contentType: type],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        case .page(let status, let html):
            // An applicant's page holds an address that is a secret.
            let headers: HTTPFields = [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                Self.referrerPolicy: "no-referrer",
            ]
            self.init(
                status: .init(code: status), headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
        case .redirect(let url):
            self.init(
                status: .seeOther,
                headers: [.location: url, .cacheControl: "no-store", Self.referrerPolicy: "no-referrer"])
        case .file(let type, let name, let stream):
            // Whatever it is, a browser keeps it and runs nothing of it.
            self.init(
                status: .ok,
                headers: [
                    .contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
                    .contentDisposition: "attachment; filename=\"\(name)\"",
                    .contentSecurityPolicy: "default-src 'none'; sandbox",
                ],
                body: ResponseBody(asyncSequence: stream.map { ByteBuffer(bytes: $0) }))
        case .events(let stream):
            self.init(
                status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-cache"],
                body: ResponseBody(asyncSequence: stream.map { ByteBuffer(string: $0) }))
        }
    }
}
