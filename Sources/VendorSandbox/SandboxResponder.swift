import Expressions
import HTTPTypes
import Hummingbird
import NIOCore
import Vendors
import Vocabulary

/// Knows the connection of a request, so that it can be broken off.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// Answers the requests of one vendor's port.
struct SandboxResponder: HTTPResponder {
    typealias Context = SandboxContext

    let vendor: PlayedVendor
    let log: EffectLog
    /// Opens when the sandbox ends.
    let ending: Gate
    /// Opens when an answer is being held for the first time.
    let holding: Gate
    let postman: Postman

    /// Two photos of 20 MB as base64.
    static let bodyLimit = 64 * 1024 * 1024

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        let gone = Gate()
        return try await request.body.consumeWithInboundCloseHandler { body in
            let bytes: [UInt8]
            do {
                bytes = Array(buffer: try await body.collect(upTo: Self.bodyLimit))
            } catch is NIOTooManyBytesError {
                return Self.json(413, .map(["message": .string("the body is too large")]))
            }
            let call = ReceivedCall(request, body: bytes)
            if call.path.hasPrefix(SessionPage.prefix) || SessionPage.isPage(call) {
                return Self.response(SessionPage(vendor: vendor, postman: postman).answer(call))
            }
            if let file = LinkedFile.answer(call) { return Self.response(file) }
            if call.path.hasPrefix(ControlAPI.prefix) {
                return Self.response(ControlAPI(vendor: vendor, log: log).answer(call))
            }
            return await answer(call, context: context, gone: gone)
        } onInboundClosed: {
            gone.open()
        }
    }

    private func answer(_ call: ReceivedCall, context: SandboxContext, gone: Gate) async -> Response {
        let accepted: Reception.Accepted
        do throws(Reception.Refusal) {
            accepted = try vendor.reception.accept(call)
        } catch {
            return Self.json(error.status, error.body, headers: error.headers)
        }
        if let sample = accepted.sample { return Self.response(sample) }
        let staged: StagedAnswer
        do throws(SandboxError) {
            let played = try vendor.play(accepted)
            staged = played.answer
            for news in played.news {
                postman.deliver([news], of: vendor, to: vendor.callback(of: news.verification))
            }
        } catch {
            return Self.json(500, .map(["message": .string(error.description)]))
        }
        switch staged {
        case .respond(let answer, let after):
            if after > .zero { await Gate.first(of: gone, ending, after: after) }
            return Self.response(answer)
        case .timeout where call.headers["prefer"] == "wait=0":
            // RFC 7240: who does not want to wait is told at once that nothing will come.
            return Self.json(504, .map([:]), headers: ["preference-applied": "wait=0"])
        case .timeout:
            // Held until the client has had enough, or the sandbox ends.
            holding.open()
            await Gate.first(of: gone, ending)
            return await Self.hangUp(context)
        case .cut(effectHappened: true): return Self.half(context)
        case .cut(effectHappened: false), .refuse: return await Self.hangUp(context)
        }
    }

    /// Breaks the connection without a byte.
    private static func hangUp(_ context: SandboxContext) async -> Response {
        try? await context.channel.close()
        return Response(status: .noContent)
    }

    /// Begins an answer, and breaks the connection in the middle of it.
    private static func half(_ context: SandboxContext) -> Response {
        let channel = context.channel
        return Response(
            status: .ok, headers: [.contentType: "application/json", .contentLength: "1024"],
            body: ResponseBody(contentLength: 1024) { writer in
                try await writer.write(ByteBuffer(string: "{\"message\":\"..."))
                try await channel.close()
                throw CancellationError()
            })
    }

    static func json(_ status: Int, _ body: Value, headers: [String: String] = [:]) -> Response {
        let fields = headers.sorted { $0.key < $1.key }.map { VendorAnswer.Header($0.key, $0.value) }
        return response(
            VendorAnswer(
                status: status, headers: [VendorAnswer.Header("content-type", "application/json")] + fields,
                body: JSONText.encode(body)))
    }

    static func response(_ answer: VendorAnswer) -> Response {
        var headers = HTTPFields()
        // Watching for a client that leaves uses up the connection; a client must not count on it.
        headers[.connection] = "close"
        for header in answer.headers {
            if let name = HTTPField.Name(header.name) { headers.append(HTTPField(name: name, value: header.value)) }
        }
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

extension ReceivedCall {
    init(_ request: Request, body: [UInt8]) {
        method = request.method.rawValue
        path = request.uri.path
        query = [:]
        for item in request.uri.queryParameters where query[String(item.key)] == nil {
            query[String(item.key)] = String(item.value)
        }
        headers = [:]
        for field in request.headers where headers[field.name.canonicalName] == nil {
            headers[field.name.canonicalName] = field.value
        }
        self.body = body
    }
}
