import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
public import Notifications
import Vendors
public import Vocabulary

/// Sends one notification over HTTP, and only to where the guard lets it go.
///
/// A name is looked up once; every address that it has must be admitted, and the connection goes to the very address that
/// was judged, with the name for TLS and the `Host` header. No redirect is followed, no proxy of the environment is used,
/// and of the answer only the status and `Retry-After` count.
public struct HookSender: Sendable {
    /// What became of one try.
    struct Result: Sendable {
        var outcome: DeliveryLadder.Outcome
        var status: Int?
        /// A word; `nil` when it was delivered.
        var problem: String?
    }

    private let addresses: AddressGuard
    private let resolver: NameResolver
    private let timeout: Interval

    /// More of an answer is not waited for.
    private static let answerLimit = 4096
    /// How many addresses of a name are tried.
    private static let mostAddresses = 3

    /// - Parameter timeout: for one try, from the look-up of the name to the end of the answer.
    public init(
        guarded addresses: AddressGuard = AddressGuard(),
        resolver: @escaping NameResolver = SystemResolver.addresses, timeout: Interval = .seconds(15)
    ) {
        self.addresses = addresses
        self.resolver = resolver
        self.timeout = timeout
    }

    func post(_ body: Data, headers: [(String, String)], to text: String, now: Moment) async -> Result {
        let target: NotificationURL
        do throws(NotificationURL.Problem) {
            target = try NotificationURL(text, guarded: addresses)
        } catch {
            return Result(outcome: .forbidden, problem: error.rawValue)
        }
        return await withTaskGroup(of: Result?.self) { group in
            group.addTask { await deliver(body, headers, to: target, now: now) }
            group.addTask { [timeout] in
                try? await Task.sleep(for: .milliseconds(timeout.milliseconds))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? Result(outcome: .unreachable, problem: "timeout")
        }
    }

    private func deliver(
        _ body: Data, _ headers: [(String, String)], to target: NotificationURL, now: Moment
    ) async -> Result {
        var found = target.address.map { [$0] } ?? []
        if found.isEmpty {
            do { found = try await resolver(target.host) } catch { found = [] }
        }
        guard !found.isEmpty else { return Result(outcome: .unreachable, problem: "no-such-name") }
        // One address of our own among them is enough to refuse: which one answers is the other side's to choose.
        guard found.allSatisfy({ target.isPlain ? addresses.names($0) : addresses.admits($0) }) else {
            return Result(outcome: .forbidden, problem: NotificationURL.Problem.forbidden.rawValue)
        }
        var result = Result(outcome: .unreachable, problem: "unreachable")
        for address in found.prefix(Self.mostAddresses) {
            result = await exchange(body, headers, target, at: address, now: now)
            guard result.problem == "unreachable" else { break }
        }
        return result
    }

    /// A client for each exchange: what a name leads to is part of a client's configuration.
    private func exchange(
        _ body: Data, _ headers: [(String, String)], _ target: NotificationURL, at address: IPAddress, now: Moment
    ) async -> Result {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(min(timeout.milliseconds, 10_000))), decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        if target.address == nil { configuration.dnsOverride = [target.host: address.description] }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var request = HTTPClientRequest(url: target.url.absoluteString)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.headers.add(name: "connection", value: "close")
        request.body = .bytes(ByteBuffer(bytes: body))
        var result: Result?
        do {
            let response = try await client.execute(request, timeout: .milliseconds(timeout.milliseconds))
            result = Self.result(of: response, now: now)
            var seen = 0
            for try await part in response.body {
                seen += part.readableBytes
                if seen > Self.answerLimit { break }
            }
        } catch {
            // Once there is a status, what becomes of the rest of the answer does not matter.
            result = result ?? Result(outcome: .unreachable, problem: Self.problem(of: error))
        }
        try? await client.shutdown()
        return result ?? Result(outcome: .unreachable, problem: "unreachable")
    }

    private static func result(of response: HTTPClientResponse, now: Moment) -> Result {
        let status = Int(response.status.code)
        let wait = response.headers.first(name: "retry-after").flatMap { RetryAfter.interval($0, now: now) }
        let problem: String? =
            switch status {
            case 200..<300: nil
            case 300..<400: "redirect-not-followed"
            default: "status"
            }
        return Result(outcome: .answered(status: status, retryAfter: wait), status: status, problem: problem)
    }

    private static func problem(of error: any Error) -> String {
        if let error = error as? HTTPClientError {
            switch error {
            case .deadlineExceeded, .readTimeout, .writeTimeout: return "timeout"
            case .tlsHandshakeTimeout: return "tls"
            default: break
            }
        }
        let name = String(describing: type(of: error))
        return name.contains("SSL") || name.contains("TLS") ? "tls" : "unreachable"
    }
}
