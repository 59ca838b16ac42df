import ArgumentParser
import AsyncHTTPClient
import Diagnostics
import EngineStore
import Foundation
import NIOCore
import NIOHTTP1

/// Where the service is, and who asks.
struct ServiceArguments: ParsableArguments {
    @Option(help: "The service's address; TRUSTFLOW_URL. (default: http://127.0.0.1:8080)")
    var url: String?

    @Option(help: "A file with the token; without it TRUSTFLOW_TOKEN is taken.", completion: .file())
    var tokenFile: String?

    func client() throws -> ServiceClient {
        let environment = ProcessInfo.processInfo.environment
        let url = url ?? environment["TRUSTFLOW_URL"] ?? "http://127.0.0.1:8080"
        var token = environment["TRUSTFLOW_TOKEN"]
        if let tokenFile {
            token = String(decoding: try Input.file(tokenFile).bytes, as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let token, !token.isEmpty else {
            throw CommandFailure(.usage, "a token is needed: set TRUSTFLOW_TOKEN, or name a file with --token-file")
        }
        return ServiceClient(url: url.hasSuffix("/") ? String(url.dropLast()) : url, token: token)
    }
}

/// Talks to a running service.
struct ServiceClient {
    let url: String
    let token: String

    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    /// A run's name as it stands in a path.
    static func path(_ run: String) throws(CommandFailure) -> String {
        guard let id = RunID(run) else {
            throw CommandFailure(.usage, "`\(run)` is no name of a run; such a name is `run_` and 26 characters")
        }
        return id.text
    }

    /// The answer's body; a problem of the service ends the command with what it says.
    func send(
        _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)? = nil
    ) async throws -> Data {
        let response = try await execute(method, path, body: body, accept: "application/json")
        let data = Data(Array(buffer: try await response.body.collect(upTo: 16 * 1024 * 1024)))
        try check(response.status, data)
        return data
    }

    /// Writes a file piece by piece; JSON, which says that there are several, comes back.
    func file(_ path: String, to target: URL) async throws -> Data? {
        let response = try await execute(.GET, path, body: nil, accept: "*/*")
        let isJSON = response.headers.first(name: "content-type")?.hasPrefix("application/json") == true
        if response.status != .ok || isJSON || response.headers.first(name: "content-disposition") == nil {
            let data = Data(Array(buffer: try await response.body.collect(upTo: 1024 * 1024)))
            try check(response.status, data)
            return data
        }
        // For the owner's eyes alone.
        guard
            FileManager.default.createFile(atPath: target.path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: target.path)
        else { throw CommandFailure(.usage, "`\(target.path)` cannot be written") }
        defer { try? handle.close() }
        for try await chunk in response.body { try handle.write(contentsOf: Data(Array(buffer: chunk))) }
        return nil
    }

    /// Lines of a stream of events, until it ends.
    func lines(_ path: String, _ take: (String) async throws -> Void) async throws {
        let response = try await execute(.GET, path, body: nil, accept: "text/event-stream")
        if response.status != .ok {
            try check(response.status, Data(Array(buffer: try await response.body.collect(upTo: 1024 * 1024))))
        }
        var rest: [UInt8] = []
        for try await chunk in response.body {
            rest += Array(buffer: chunk)
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                try await take(String(decoding: rest[..<end], as: UTF8.self))
                rest.removeFirst(end + 1)
            }
        }
    }

    private func execute(
        _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)?, accept: String
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Accept", value: accept)
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        }
        do {
            return try await HTTPClient.shared.execute(request, timeout: .hours(24))
        } catch {
            throw CommandFailure(.own, "the service at \(url) does not answer")
        }
    }

    private func check(_ status: HTTPResponseStatus, _ data: Data) throws {
        guard status.code >= 400 else { return }
        struct Problem: Decodable {
            struct Detail: Decodable {
                var detail: String
                var help: String?
            }
            var title: String
            var detail: String?
            var errors: [Detail]?
        }
        guard let problem = try? JSONDecoder().decode(Problem.self, from: data) else {
            throw CommandFailure(.own, "the service answered \(status.code)")
        }
        let details = problem.errors?.map { [$0.detail, $0.help].compactMap(\.self).joined(separator: "; ") } ?? []
        let lines = [problem.title, problem.detail].compactMap(\.self) + details
        throw CommandFailure(.found, lines.joined(separator: "; "))
    }
}
