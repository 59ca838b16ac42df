import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
public import Vendors
public import Vocabulary

/// Sends a pack's requests over HTTP: one connector for all vendors.
///
/// It follows no redirect, retries nothing and logs nothing. A connection is used again only within half a second of
/// its last answer: one that the vendor closes just when a request leaves would look like a lost answer, and a lost
/// answer of a charged call stops a run. A vendor that closes so soon is going down, and every call that it has is in
/// doubt then.
public struct VendorConnector: Sendable {
    /// The largest answer that is taken.
    public static let answerLimit = 16 * 1024 * 1024

    /// The most calls that one vendor gets at once; more wait. Far below the 1024 files that a process may have open.
    public static let connectionLimit = 256

    /// Common servers keep a connection for five seconds or more.
    private static let keptFor = TimeAmount.milliseconds(500)

    private let client: HTTPClient
    private let secrets: SecretSource
    private let addresses: VendorAddresses

    public init(
        secrets: SecretSource, addresses: VendorAddresses = VendorAddresses(),
        connectTimeout: Interval = .seconds(10)
    ) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(connectTimeout.milliseconds)),
            decompression: .enabled(limit: .size(Self.answerLimit)))
        configuration.httpVersion = .http1Only
        // The client's own limit is 8, and a vendor that takes seconds would then hold up every run.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionLimit
        configuration.connectionPool.idleTimeout = Self.keptFor
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.secrets = secrets
        self.addresses = addresses
    }

    /// Where a page of a vendor really is: as requests to the server that it is on.
    public func address(of page: String, vendor: String, pack: String, server: String) -> String {
        addresses.replace(page, vendor: vendor, pack: pack, server: server)
    }

    /// Ends the connector. It must be called, and nothing may be sent after it.
    public func shutdown() async throws { try await client.shutdown() }

    /// Sends one request and waits for the whole answer.
    ///
    /// - Parameter timeout: for the call from connecting to the last byte; the request's own when `nil`.
    /// - Throws: ``ConnectorProblem`` when nothing could be sent, or the task was cancelled.
    public func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval? = nil
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        let progress = SendProgress()
        let outgoing: Outgoing
        do {
            outgoing = try await encode(request, media: media)
        } catch let problem as ConnectorProblem {
            throw problem
        } catch {
            throw ConnectorProblem(.badRequest, "the request of \(request.operation) cannot be encoded")
        }
        let timeout = timeout ?? request.timeout
        do {
            return .success(try await exchange(outgoing, timeout: timeout, progress: progress))
        } catch {
            if Task.isCancelled { throw ConnectorProblem(.cancelled, "cancelled while calling \(request.operation)") }
            return .failure(
                TransportClassifier.failure(for: error, begun: request.body == nil ? nil : progress.hasBegun))
        }
    }

    /// A request with everything in its place.
    private struct Outgoing {
        var url: String
        var method: HTTPMethod
        var headers = HTTPHeaders()
        var body: ByteBuffer?
    }

    private func encode(_ request: VendorRequest, media: @escaping MediaLoader) async throws -> Outgoing {
        let encoder = BodyEncoder(secrets: secrets, media: media)
        var url = addresses.url(for: request)
        if !request.query.isEmpty {
            let items = try request.query.map { item in
                PercentEncoding.segment(item.name) + "=" + PercentEncoding.segment(try encoder.text(of: item.value))
            }
            url += "?" + items.joined(separator: "&")
        }
        var outgoing = Outgoing(url: url, method: HTTPMethod(rawValue: request.method))
        for header in request.headers {
            let value = try encoder.value(of: header)
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw ConnectorProblem(.badRequest, "header \(header.name) holds a control character")
            }
            outgoing.headers.add(name: header.name, value: value)
        }
        if let body = request.body {
            var contentType = request.contentType ?? "application/json"
            let bytes: [UInt8]
            if contentType == "multipart/form-data" {
                (bytes, contentType) = try await FormEncoder(body: encoder).encode(body)
            } else {
                bytes = try await encoder.encode(body)
            }
            outgoing.headers.add(name: "content-type", value: contentType)
            outgoing.body = ByteBuffer(bytes: bytes)
        }
        return outgoing
    }

    /// Sends one request whose answer may be too large to be held: it is given out when its head is there.
    ///
    /// - Throws: ``ConnectorProblem`` when nothing could be sent, or the task was cancelled.
    public func open(
        _ request: VendorRequest
    ) async throws(ConnectorProblem) -> Result<VendorDownload, TransportFailure> {
        let outgoing: Outgoing
        do { outgoing = try await encode(request, media: { _ in throw CancellationError() }) } catch {
            throw error as? ConnectorProblem
                ?? ConnectorProblem(.badRequest, "the request of \(request.operation) cannot be encoded")
        }
        var call = HTTPClientRequest(url: outgoing.url)
        call.method = outgoing.method
        call.headers = outgoing.headers
        if let body = outgoing.body { call.body = .bytes(body) }
        return try await download(call, timeout: request.timeout, of: request.operation)
    }

    /// Gets what stands at an address that a vendor gave: without credentials, over TLS or on this machine, and without
    /// going where that place says.
    public func open(link: String) async throws(ConnectorProblem) -> Result<VendorDownload, TransportFailure> {
        let isLocal = ["http://127.0.0.1:", "http://[::1]:", "http://localhost:"].contains(where: link.hasPrefix)
        guard link.hasPrefix("https://") || isLocal else {
            throw ConnectorProblem(.badRequest, "the vendor gave an address that is not fetched")
        }
        return try await download(HTTPClientRequest(url: link), timeout: .seconds(60), of: "a link")
    }

    private func download(
        _ request: HTTPClientRequest, timeout: Interval, of what: String
    ) async throws(ConnectorProblem) -> Result<VendorDownload, TransportFailure> {
        do {
            let answer = try await client.execute(request, timeout: .milliseconds(timeout.milliseconds))
            return .success(VendorDownload(answer))
        } catch {
            if Task.isCancelled { throw ConnectorProblem(.cancelled, "cancelled while calling \(what)") }
            return .failure(TransportClassifier.failure(for: error, begun: nil))
        }
    }

    private func exchange(
        _ outgoing: Outgoing, timeout: Interval, progress: SendProgress
    ) async throws -> VendorAnswer {
        let body = outgoing.body.map { bytes in
            HTTPClient.Body.stream(contentLength: Int64(bytes.readableBytes)) { writer in
                progress.begin()
                return writer.write(.byteBuffer(bytes))
            }
        }
        let request = try HTTPClient.Request(
            url: outgoing.url, method: outgoing.method, headers: outgoing.headers, body: body)
        let call = client.execute(
            request: request, delegate: AnswerReader(limit: Self.answerLimit),
            deadline: .now() + .milliseconds(timeout.milliseconds))
        return try await withTaskCancellationHandler {
            try await call.get()
        } onCancel: {
            call.cancel()
        }
    }
}
