import Expressions
import NIOCore
import NIOPosix
import Testing
import Vendors
import Vocabulary

@testable import VendorConnectors

struct VendorConnectorTests {
    /// Sends one request to an address and ends the connector.
    private func send(
        to address: String, body: Value? = ["a": 1], headers: [VendorHeader] = [], query: [VendorQueryItem] = [],
        timeout: Interval = .seconds(600), connectTimeout: Interval = .seconds(10),
        environment: [String: String] = [:],
        media: @escaping MediaLoader = { _ in Media(bytes: Array("photo".utf8), contentType: "image/jpeg") }
    ) async throws -> Result<VendorAnswer, TransportFailure> {
        let (secrets, _) = SecretSource.read(environment.keys, environment: environment)
        let connector = VendorConnector(secrets: secrets, connectTimeout: connectTimeout)
        let request = VendorRequest(
            pack: "p", operation: "o", method: "POST", server: "s", url: address + "/path", query: query,
            headers: headers, body: body, contentType: body == nil ? nil : "application/json", timeout: timeout,
            effect: .once)
        let outcome: Result<VendorAnswer, TransportFailure>
        do {
            outcome = try await connector.send(request, media: media)
        } catch {
            try await connector.shutdown()
            throw error
        }
        try await connector.shutdown()
        return outcome
    }

    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Id: 7\r\n\r\n{}"

    @Test func bringsTheWholeAnswer() async throws {
        let outcome = try await RawServer.with(.answer(Self.ok)) { try await send(to: $0.address) }
        let answer = try outcome.get()
        #expect(answer.status == 200)
        #expect(answer.body == Array("{}".utf8))
        #expect(answer.header("x-id") == "7")
    }

    @Test func photosAndSecretsAreInWhatIsSentAndNowhereElse() async throws {
        let body: Value = [
            "uri": .opaque(Opaque(kind: "data_uri", id: "selfie#1")),
            "plain": [.opaque(Opaque(kind: "base64", id: "selfie#1"))],
            "key": .opaque(Opaque(kind: "secret", id: "KEY")),
        ]
        let headers = [
            VendorHeader(name: "authorization", value: .text([.text("Bearer "), .secret("TOKEN")])),
            VendorHeader(name: "x-basic", value: .basic(user: [.text("me")], password: [.secret("KEY")])),
        ]
        let query = [VendorQueryItem(name: "a b", value: [.text("x&y"), .secret("KEY")], isPersonal: false)]
        let sent = try await RawServer.with(.answer(Self.ok)) { server in
            _ = try await send(
                to: server.address, body: body, headers: headers, query: query,
                environment: ["TOKEN": "7|t", "KEY": "k"])
            return await server.seen.all
        }
        let request = try #require(sent.first)
        #expect(request.hasPrefix("POST /path?a%20b=x%26yk HTTP/1.1\r\n"))
        #expect(request.contains("authorization: Bearer 7|t\r\n"))
        #expect(request.contains("x-basic: Basic bWU6aw==\r\n"))
        #expect(
            request.hasSuffix(#"{"key":"k","plain":["cGhvdG8="],"uri":"data:image/jpeg;base64,cGhvdG8="}"#))
    }

    @Test func aRefusedConnectionIsConnect() async throws {
        let port = try await RawServer.with(.hangUp) { $0.port }
        let outcome = try await send(to: "http://127.0.0.1:\(port)")
        #expect(outcome == .failure(.connect))
    }

    @Test func aNameThatNobodyHasIsConnect() async throws {
        #expect(try await send(to: "http://vendor.invalid") == .failure(.connect))
    }

    @Test func aServerWithoutTLSIsConnect() async throws {
        let outcome = try await RawServer.with(.babble("220 ready\r\n")) { server in
            try await send(to: "https://127.0.0.1:\(server.port)")
        }
        #expect(outcome == .failure(.connect))
    }

    @Test func timeThatRunsOutBeforeAnythingIsSentIsConnect() async throws {
        let outcome = try await RawServer.with(.silent) { server in
            try await send(
                to: "https://127.0.0.1:\(server.port)", timeout: Interval(milliseconds: 200),
                connectTimeout: Interval(milliseconds: 400))
        }
        #expect(outcome == .failure(.connect))
    }

    @Test func silenceIsATimeOut() async throws {
        let outcome = try await RawServer.with(.silent) { server in
            try await send(to: server.address, timeout: Interval(milliseconds: 200))
        }
        #expect(outcome == .failure(.timeout))
    }

    @Test(arguments: [
        RawServer.Behaviour.hangUp, .cutAfter("HTTP/1.1 200 OK\r\nContent-Le"),
        .cutAfter("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{\"half\":"),
        .cutAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":"), .cutAfter("garbage"),
    ])
    func aBrokenConnectionIsCut(behaviour: RawServer.Behaviour) async throws {
        let outcome = try await RawServer.with(behaviour) { try await send(to: $0.address) }
        #expect(outcome == .failure(.cut))
    }

    @Test func aBrokenConnectionIsCutWithoutABodyToo() async throws {
        let outcome = try await RawServer.with(.hangUp) { try await send(to: $0.address, body: nil) }
        #expect(outcome == .failure(.cut))
    }

    @Test func redirectsAreNotFollowed() async throws {
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        let outcome = try await RawServer.with(.answer(answer)) { try await send(to: $0.address) }
        #expect(try outcome.get().status == 302)
    }

    @Test func anAnswerBeyondTheLimitIsRefused() async throws {
        let size = VendorConnector.answerLimit + 1
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n" + String(repeating: "x", count: size)
        let outcome = try await RawServer.with(.answer(answer)) { try await send(to: $0.address) }
        #expect(outcome == .failure(.tooLarge))
    }

    @Test func nothingIsSentWithoutASecretOrAPhoto() async throws {
        struct NoFile: Error {}
        let sent = try await RawServer.with(.answer(Self.ok)) { server in
            await #expect(throws: ConnectorProblem(.secretMissing, "`TOKEN` is not set")) {
                try await send(
                    to: server.address,
                    headers: [VendorHeader(name: "authorization", value: .text([.secret("TOKEN")]))])
            }
            await #expect(throws: ConnectorProblem(.mediaMissing, "the medium selfie#1 cannot be read")) {
                try await send(
                    to: server.address, body: ["x": .opaque(Opaque(kind: "base64", id: "selfie#1"))],
                    media: { _ in throw NoFile() })
            }
            return await server.seen.all
        }
        #expect(sent.isEmpty)
    }

    @Test func aCancelledCallSaysThatNothingIsKnown() async throws {
        try await RawServer.with(.silent) { server in
            let address = server.address
            let task = Task { try await send(to: address) }
            while await server.seen.all.isEmpty { await Task.yield() }
            task.cancel()
            await #expect(throws: ConnectorProblem(.cancelled, "cancelled while calling o")) { try await task.value }
        }
    }
}
