import AsyncHTTPClient
import Diagnostics
import Expressions
import NIOCore
import NIOHTTP1
import PackCompiler
import Testing
import Vendors

@testable import VendorSandbox

/// What came back, read whole.
struct Reply: Hashable {
    var status: Int
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: Value? { try? JSONText.parse(body) }

    subscript(pointer: String) -> Value? { json.flatMap { JSONPointer(pointer)?.value(in: $0) } }
}

/// A client of one played vendor.
struct Client {
    var base: String
    var timeout: TimeAmount = .seconds(30)

    func send(
        _ path: String, _ body: String? = nil, method: String = "POST", token: String? = "1|test",
        type: String? = "application/json"
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: base + path)
        request.method = .RAW(value: method)
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if let type { request.headers.add(name: "content-type", value: type) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: timeout)
        let received = try await response.body.collect(upTo: 1 << 20)
        var headers: [String: String] = [:]
        for header in response.headers { headers[header.name.lowercased()] = header.value }
        return Reply(status: Int(response.status.code), headers: headers, body: Array(buffer: received))
    }

    func create() async throws -> String {
        let reply = try await send("/api/v1/verification/create-verification", #"{"template_id":"1708"}"#)
        guard case .string(let id)? = reply["/verification/id"] else {
            Issue.record("create answered \(reply.status)")
            return ""
        }
        return id
    }

    func biometrics(_ id: String, image: String = "data:image/jpeg;base64,AA==") async throws -> Reply {
        try await send(
            "/api/v3/verifications/biometrics-verification",
            #"{"trustFlowId":1708,"trustValidationId":"\#(id)","image":"\#(image)"}"#)
    }

    func finalize(_ id: String) async throws -> Reply {
        try await send(
            "/api/v1/verification/finalize-verification", #"{"template_id":"1708","verification_id":"\#(id)"}"#)
    }
}

func idmeta() throws -> Pack {
    var findings = Findings()
    let pack = PackLibrary().pack("idmeta", findings: &findings)
    #expect(findings.sorted.map(\.message) == [])
    return try #require(pack)
}

/// Plays IDmeta on a port of its own while the body runs.
func withSandbox(
    _ script: VendorScript = VendorScript(), seed: UInt64 = 1, effects: String? = nil,
    _ body: (Sandbox, Client) async throws -> Void
) async throws {
    let sandbox = try await Sandbox.start(packs: [try idmeta()], seed: seed, effects: effects, script: script)
    do {
        try await body(sandbox, Client(base: try #require(sandbox.addresses["idmeta"])))
    } catch {
        await sandbox.stop()
        throw error
    }
    await sandbox.stop()
}
