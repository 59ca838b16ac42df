import AsyncHTTPClient
import Expressions
import NIOCore
import Testing
import Vendors
import Vocabulary

@testable import VendorSandbox

@Suite struct MisbehaviourTests {
    private static func each(_ answer: ScriptedAnswer) -> VendorScript { VendorScript(each: ["biometrics": answer]) }

    @Test func tooManyRequestsSayWhenToComeBack() async throws {
        try await withSandbox(Self.each(.failure(.throttled))) { sandbox, client in
            let reply = try await client.biometrics(try await client.create())
            #expect(reply.status == 429 && reply.headers["retry-after"] == "1")
            #expect(sandbox.effects.map(\.operation) == ["create"])
        }
    }

    @Test(arguments: [500, 502, 503]) func aServerFails(status: Int) async throws {
        try await withSandbox(Self.each(.http(.init(status: status)))) { sandbox, client in
            let id = try await client.create()
            #expect(try await client.biometrics(id).status == status)
            #expect(sandbox.effects.map(\.operation) == ["create"])
        }
    }

    @Test func aPageComesWhereJSONIsDue() async throws {
        try await withSandbox(Self.each(.html)) { _, client in
            let reply = try await client.biometrics(try await client.create())
            #expect(reply.status == 200 && reply.json == nil && reply.text.hasPrefix("<!doctype html>"))
            #expect(reply.headers["content-type"]?.hasPrefix("text/html") == true)
        }
    }

    @Test func jsonIsBrokenOff() async throws {
        try await withSandbox(Self.each(.malformed)) { _, client in
            let reply = try await client.biometrics(try await client.create())
            #expect(reply.status == 200 && reply.json == nil && reply.text.hasPrefix("{"))
        }
    }

    @Test func jsonBreaksTheContract() async throws {
        let pack = try idmeta()
        let schema = try #require(pack.contract.answerSchema(of: "biometricsVerification", status: 200))
        try await withSandbox(Self.each(.breaksContract)) { _, client in
            let reply = try await client.biometrics(try await client.create())
            let body = try #require(reply.json)
            #expect(reply.status == 200 && !schema.breaches(of: body).isEmpty)
        }
    }

    @Test func anAnswerNeverComes() async throws {
        try await withSandbox(Self.each(.failure(.timeout))) { sandbox, client in
            let id = try await client.create()
            var hasty = client
            hasty.timeout = .milliseconds(150)
            await #expect(throws: HTTPClientError.deadlineExceeded) { try await hasty.biometrics(id) }
            #expect(sandbox.effects.map(\.operation) == ["create"])
        }
    }

    @Test func stoppingEndsAnAnswerThatIsHeld() async throws {
        let sandbox = try await Sandbox.start(packs: [try idmeta()], script: Self.each(.failure(.timeout)))
        let client = Client(base: try #require(sandbox.addresses["idmeta"]))
        let id = try await client.create()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { (try? await client.biometrics(id)) == nil }
            await sandbox.holding.wait()
            await sandbox.stop()
            #expect(await group.next() == true)
        }
    }

    /// The client sees the connection end, at once and not by its own time-out.
    private func expectCut(_ answer: ScriptedAnswer, effects: [String]) async throws {
        try await withSandbox(Self.each(answer)) { sandbox, client in
            let id = try await client.create()
            do {
                let reply = try await client.biometrics(id)
                Issue.record("an answer came: \(reply.status) \(reply.text)")
            } catch {
                // Reset, or broken off in the middle: whatever it is called, it was not our patience that ended.
                #expect(error as? HTTPClientError != .deadlineExceeded)
            }
            #expect(sandbox.effects.map(\.operation) == effects)
            // The vendor itself is well.
            #expect(try await client.create().isEmpty == false)
        }
    }

    @Test func theConnectionIsCutBeforeAnythingHappens() async throws {
        try await expectCut(.failure(.cut), effects: ["create"])
    }

    @Test func theAnswerIsLostAfterItHappened() async throws {
        try await expectCut(.lost, effects: ["create", "biometrics"])
    }

    @Test func aRefusedConnectionIsCutWithoutEffect() async throws {
        try await expectCut(.failure(.connect), effects: ["create"])
    }

    @Test func aLostOpeningLeavesAnOrphanBehind() async throws {
        let script = VendorScript(answers: ["create": [.lost, .story("approved", values: [:])]])
        try await withSandbox { sandbox, client in
            try sandbox.script(script)
            await #expect(throws: (any Error).self) { try await client.create() }
            let second = try await client.create()
            #expect(sandbox.effects.map(\.kind) == [.opens, .opens])
            #expect(sandbox.effects.last?.verification == second)
        }
    }

    @Test func aSlowAnswerComesLater() async throws {
        let answer = ScriptedAnswer.http(
            .init(status: 200, body: .map(["late": .bool(true)]), after: Interval(milliseconds: 120)))
        try await withSandbox(Self.each(answer)) { _, client in
            let id = try await client.create()
            let clock = ContinuousClock()
            let begun = clock.now
            #expect(try await client.biometrics(id)["/late"] == .bool(true))
            #expect(clock.now - begun >= .milliseconds(120))
        }
    }
}
