import AsyncHTTPClient
import Diagnostics
import Expressions
import Foundation
import Logging
import ServiceLifecycle
import Testing
import Vendors

@testable import VendorSandbox

@Suite struct SandboxTests {
    @Test func aVerificationGoesFromCreateToVerdict() async throws {
        try await withSandbox { _, client in
            let id = try await client.create()
            let biometrics = try await client.biometrics(id)
            #expect(biometrics["/data/livenessScore"] == .double(0.97))
            #expect(biometrics["/trustValidationId"] == .string(id))
            let aml = try await client.send(
                "/api/v1/verification/aml", #"{"verification_id":"\#(id)","name":"Hannah Bret"}"#)
            #expect(aml["/result/results/matchCount"] == .int(0))
            #expect(try await client.finalize(id)["/status_message"] == .string("Verified"))
        }
    }

    @Test func eachVerificationHasTheStoryThatWaitedForIt() async throws {
        try await withSandbox { sandbox, client in
            try sandbox.script(VendorScript(story: "declined"))
            try sandbox.script(VendorScript(story: "bad_photo_then_approved"))
            let declined = try await client.create()
            let retried = try await client.create()
            let other = try await client.create()
            #expect(try await client.biometrics(retried)["/message"] == .string("Face is too small."))
            #expect(try await client.biometrics(declined)["/verificationStatusCode"] == .int(1))
            #expect(try await client.biometrics(retried)["/verificationStatusCode"] == .int(3))
            #expect(try await client.biometrics(other)["/verificationStatusCode"] == .int(3))
            #expect(try await client.finalize(declined)["/status"] == .int(1))
        }
    }

    @Test func effectsAreWrittenAndHoldNothingOfAPerson() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "effects-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try await withSandbox(effects: file.path()) { sandbox, client in
            let id = try await client.create()
            _ = try await client.biometrics(id, image: "data:image/jpeg;base64,Q0FOQVJZ")
            _ = try await client.finalize(id)
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            #expect(
                lines.map(String.init) == [
                    #"{"kind":"opens","number":1,"operation":"create","vendor":"idmeta","verification":"\#(id)"}"#,
                    #"{"kind":"changes","number":2,"operation":"biometrics","vendor":"idmeta","verification":"\#(id)"}"#,
                    #"{"kind":"closes","number":3,"operation":"finalize","vendor":"idmeta","verification":"\#(id)"}"#,
                ])
            #expect(sandbox.effects.map(\.number) == [1, 2, 3])
        }
    }

    @Test func theSameSeedGivesTheSameBytes() async throws {
        func bytes(seed: UInt64) async throws -> [[UInt8]] {
            var bytes: [[UInt8]] = []
            try await withSandbox(VendorScript(story: "review"), seed: seed) { _, client in
                let id = try await client.create()
                bytes = [Array(id.utf8), try await client.biometrics(id).body, try await client.finalize(id).body]
            }
            return bytes
        }
        let first = try await bytes(seed: 5)
        #expect(try await bytes(seed: 5) == first)
        #expect(try await bytes(seed: 6) != first)
    }

    @Test func scriptsAndEffectsGoOverHTTP() async throws {
        try await withSandbox { _, client in
            let script =
                #"{"story":"approved","answers":{"biometrics":["face_angle",{"approved":{"liveness_score":0.7}}]}}"#
            #expect(try await client.send("/_sandbox/script", script).status == 202)
            #expect(try await client.send("/_sandbox/script", #"{"story":"declined"}"#, method: "PUT").status == 200)
            let id = try await client.create()
            #expect(try await client.biometrics(id)["/message"] == .string("Face angle is too large."))
            #expect(try await client.biometrics(id)["/data/livenessScore"] == .double(0.7))
            let other = try await client.create()
            #expect(try await client.biometrics(other)["/verificationStatusCode"] == .int(1))
            let effects = try await client.send("/_sandbox/effects", method: "GET", token: nil, type: nil)
            #expect(effects["/effects/0/verification"] == .string(id))
            #expect(effects["/effects/3/operation"] == .string("biometrics") && effects["/effects/4"] == nil)
        }
    }

    @Test(arguments: [
        ("{", "at byte 1"), ("[]", "this is no script"), (#"{"story":"aproved"}"#, "`aproved` is no story"),
        (#"{"answers":{"biometrics":["face_tiny"]}}"#, "`face_tiny`"),
        (#"{"each":{"biometrics":{"approved":{"liveness_score":7}}}}"#, "/data/livenessScore is more than 1"),
    ])
    func aScriptThatCannotBePlayedIsRefused(script: String, says: String) async throws {
        try await withSandbox { _, client in
            let reply = try await client.send("/_sandbox/script", script)
            #expect(reply.status == 422)
            guard case .string(let message)? = reply["/message"] else {
                Issue.record("no message in \(reply.text)")
                return
            }
            #expect(message.contains(says))
        }
    }

    @Test func aTakenPortIsSaid() async throws {
        try await withSandbox { _, client in
            let port = try #require(Int(client.base.split(separator: ":").last ?? ""))
            let pack = try idmeta()
            do throws(SandboxError) {
                let second = try await Sandbox.start(packs: [pack], port: port)
                await second.stop()
                Issue.record("the port was taken twice")
            } catch {
                #expect(error.code == .portTaken)
                #expect(error.description.contains("\(port)"))
            }
        }
    }

    @Test func aStoppedSandboxGivesItsPortBack() async throws {
        var port = 0
        try await withSandbox { _, client in
            _ = try await client.create()
            port = try #require(Int(client.base.split(separator: ":").last ?? ""))
        }
        let again = try await Sandbox.start(packs: [try idmeta()], port: port)
        #expect(again.addresses == ["idmeta": "http://127.0.0.1:\(port)"])
        await again.stop()
    }

    @Test func itRunsAsAServiceUntilItIsShutDown() async throws {
        let sandbox = try await Sandbox.start(packs: [try idmeta()])
        let client = Client(base: try #require(sandbox.addresses["idmeta"]))
        let group = ServiceGroup(services: [sandbox], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            #expect(try await client.create().isEmpty == false)
            await group.triggerGracefulShutdown()
            try await tasks.next()
        }
        let port = try #require(Int(client.base.split(separator: ":").last ?? ""))
        await (try Sandbox.start(packs: [try idmeta()], port: port)).stop()
    }

    @Test func anEffectLogThatCannotBeWrittenIsSaid() async throws {
        let pack = try idmeta()
        await #expect(throws: SandboxError.self) {
            try await Sandbox.start(packs: [pack], effects: "/nowhere/at/all/effects.jsonl")
        }
    }

    @Test func aPackWithoutStoriesIsNotPlayed() async throws {
        var pack = try idmeta()
        pack.stories = nil
        do throws(SandboxError) {
            await (try Sandbox.start(packs: [pack])).stop()
            Issue.record("it was played")
        } catch {
            #expect(error.code == .noStories)
        }
    }
}
