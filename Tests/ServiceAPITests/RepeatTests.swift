import EngineStore
import EngineStoreSQLite
import FlowEngine
import Foundation
import Testing
import Vendors
import Vocabulary

@testable import ServiceAPI

/// `Idempotency-Key`: what is sent twice happens once, and a mistake is not taken for a repeat.
@Suite struct RepeatTests {
    private static let key = ["idempotency-key": "order-17"]

    /// What a crash leaves between a run's commit and the keeping of its answer.
    private func forgetAnswers(_ service: TestService) async throws {
        for document in try await service.store.documents("answer", after: nil, limit: 100) {
            try await service.store.removeDocument("answer", document.name)
        }
    }

    @Test func afterACrashBeforeTheAnswerWasKeptAnotherBodyIsStillRefused() async throws {
        try await TestService.with { service in
            let body = try Requests.run()
            let first = try await service.send("POST", "/v1/runs", body, headers: Self.key)
            #expect(first.status == 201)
            try await forgetAnswers(service)
            let other = try Requests.run { $0["metadata"] = ["a": "b"] }
            let mistake = try await service.send("POST", "/v1/runs", other, headers: Self.key)
            #expect(mistake.status == 422 && mistake.code == "idempotency-key-reused")
            let again = try await service.send("POST", "/v1/runs", body, headers: Self.key)
            #expect(again.status == 201 && again["id"] as? String == first["id"] as? String)
            #expect((try await service.send("GET", "/v1/runs")["runs"] as? [Any])?.count == 1)
        }
    }

    /// A crash right after the commit must not change what a repeat hears.
    @Test func theAnswerToAStartIsKeptInTheCommitThatMakesTheRun() async throws {
        try await TestService.with { service in
            let body = try Requests.run()
            func changes(_ headers: [String: String]) async throws -> (count: Int, answer: Answer) {
                let before = service.store.statistics.changes
                let answer = try await service.send("POST", "/v1/runs", body, headers: headers)
                _ = try await service.engine.rest(of: try #require(RunID(answer["id"] as? String ?? "")))
                return (service.store.statistics.changes - before, answer)
            }
            // The first of all keeps its flow, too.
            _ = try await changes([:])
            let plain = try await changes([:])
            let keyed = try await changes(Self.key)
            #expect(keyed.count == plain.count, "a key costs no commit of its own")
            #expect(keyed.answer.status == 201)
            #expect(try await changes(Self.key).answer.body == keyed.answer.body)
            #expect(try await service.store.documents("answer", after: nil, limit: 9).count == 1)
        }
    }

    @Test func twoAtOnceWithOtherBodiesAreNotTakenForOneRun() async throws {
        try await TestService.with { service in
            let bodies = try (0..<6).map { number in try Requests.run { $0["metadata"] = ["n": number] } }
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for body in bodies {
                    group.addTask { try await service.send("POST", "/v1/runs", body, headers: Self.key) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count { $0.status == 201 } == 1)
            #expect(answers.count { $0.code == "idempotency-key-reused" } == 5)
        }
    }

    @Test func twoAtOnceWithOneBodyAreOneRun() async throws {
        try await TestService.with { service in
            let body = try Requests.run()
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await service.send("POST", "/v1/runs", body, headers: Self.key) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 201 })
            #expect(Set(answers.compactMap { $0["id"] as? String }).count == 1)
        }
    }

    /// A decision that was made and not heard of is not refused as a second one.
    @Test(arguments: [true, false]) func aRepeatedDecisionIsAnsweredAsTheFirst(_ isKept: Bool) async throws {
        try await TestService.with(VendorScript(answers: ["watchlist": [.story("inconclusive", values: [:])]])) {
            service in
            let run = try await service.startAndRest()
            let path = "/v1/runs/\(run)/decision"
            let body = try Requests.json(["answer": "verify", "by": "ann"])
            let first = try await service.send("POST", path, body, headers: Self.key)
            #expect(first.status == 200 && first["status"] as? String == "verified", "\(first.text)")
            if !isKept { try await forgetAnswers(service) }
            let again = try await service.send("POST", path, body, headers: Self.key)
            #expect(again.status == 200 && again["status"] as? String == "verified")
            let other = try Requests.json(["answer": "reject", "by": "ann"])
            #expect(try await service.send("POST", path, other, headers: Self.key).status == 422)
            #expect(try await service.send("POST", path, body).status == 409)
        }
    }

    @Test(arguments: ["cancel", "metadata", "input"]) func whateverTellsARunSomethingIsTakenInOnce(
        _ what: String
    ) async throws {
        // Metadata is taken while it has not been sent, so a first call is lost there.
        let script: [String: [ScriptedAnswer]] =
            what == "metadata" ? ["create": [.lost]] : ["biometrics": [.reason("face_too_small")]]
        try await TestService.with(VendorScript(answers: script)) { service in
            try await service.publishSmall()
            let run = try await service.startAndRest(what == "metadata" ? Requests.small() : Requests.run())
            let photo = (try JSONSerialization.jsonObject(with: Requests.run()) as? [String: Any])?["applicant"]
            let selfie = try #require((photo as? [String: Any])?["selfie"])
            let (method, path, body) =
                switch what {
                case "cancel": ("POST", "/cancel", try Requests.json([:]))
                case "metadata": ("PATCH", "/metadata", try Requests.json(["a": "b"]))
                default: ("POST", "/steps/liveness/input", try Requests.json(["selfie": selfie]))
                }
            let url = "/v1/runs/\(run)\(path)"
            let first = try await service.send(method, url, body, headers: Self.key)
            #expect(first.status == 200, "\(first.text)")
            try await forgetAnswers(service)
            let again = try await service.send(method, url, body, headers: Self.key)
            #expect(again.status == 200, "\(again.text)")
            let kinds = ["cancel": "cancelled", "metadata": "metadata_patched", "input": "input_received"]
            let history = try await service.send("GET", "/v1/runs/\(run)/events")["events"] as? [[String: Any]]
            #expect(history?.count { $0["kind"] as? String == kinds[what] } == 1)
        }
    }

    @Test func checkingAFlowHonoursTheKeyToo() async throws {
        try await TestService.with { service in
            func check(_ text: String) async throws -> Answer {
                try await service.send(
                    "POST", "/v1/flows/validate", Data(text.utf8), type: "application/yaml", headers: Self.key)
            }
            let first = try await check(Requests.flow)
            #expect(first.status == 200, "\(first.text)")
            #expect(try await check(Requests.flow).body == first.body)
            #expect(try await check(Requests.flow + "# more\n").code == "idempotency-key-reused")
        }
    }

    /// Who reads the store learns neither key, body nor answer, and cannot find a body out by trying.
    @Test func theStoreHasNothingThatCouldBeReadOrTried() async throws {
        let store = MemoryStore()
        let shelf = AnswerShelf(store: store, clock: SystemClock()) { _, _ in .json(200, Data()) }
        func ask(bearer: String) async throws -> (kept: StoredDocument, answer: Data) {
            var call = Call(
                route: "post /x", parameters: [:], query: [:], headers: ["idempotency-key": "k-4711"],
                body: Array("Ada".utf8))
            call.bearer = Data(bearer.utf8)
            let reply = try await shelf.once(call, status: 200) { _ in .json(200, Data(#"{"link":"Canary"}"#.utf8)) }
            guard case .json(_, let data) = reply else { throw CancellationError() }
            return (try #require(try await store.documents("answer", after: nil, limit: 9).first), data)
        }
        let first = try await ask(bearer: "tf_one")
        let text = first.kept.name + String(decoding: first.kept.bytes, as: UTF8.self)
        // `printf Ada | sha256sum` begins so, and base 64 of the answer does.
        for secret in ["k-4711", "Ada", "99a563ab", "Canary", "eyJsaW5rIjoi"] { #expect(!text.contains(secret)) }
        #expect(try await ask(bearer: "tf_one").answer == first.answer)
        try await store.removeDocument("answer", first.kept.name)
        let digest = #/"request":"([0-9a-f]{64})"/#
        let other = String(decoding: try await ask(bearer: "tf_two").kept.bytes, as: UTF8.self)
        let digests = [text, other].compactMap { $0.firstMatch(of: digest)?.output.1 }
        #expect(digests.count == 2 && digests[0] != digests[1], "the same body, hashed for another token")
    }

    @Test func anAnswerIsForgottenAfterADay() async throws {
        let clock = SetClock()
        let store = MemoryStore()
        let shelf = AnswerShelf(store: store, clock: clock) { _, _ in .json(200, Data()) }
        func ask(_ key: String, _ body: String) async throws -> Int {
            let call = Call(
                route: "post /x", parameters: [:], query: [:], headers: ["idempotency-key": key],
                body: Array(body.utf8))
            let reply = try await shelf.once(call, status: 200) { _ in
                .json(200, Data(String(clock.now.milliseconds).utf8))
            }
            guard case .json(_, let data) = reply else { return 0 }
            return Int(String(decoding: data, as: UTF8.self)) ?? 0
        }
        #expect(try await ask("a", "x") == 0)
        clock.set(86_399_999)
        #expect(try await ask("a", "x") == 0)
        #expect(try await ask("b", "x") == 86_399_999)
        await #expect(throws: Problem.self) { _ = try await ask("a", "y") }
        clock.set(86_400_000)
        #expect(try await ask("a", "y") == 86_400_000)
        clock.set(86_399_999 + 86_400_000)
        try await shelf.sweep()
        #expect(try await store.documents("answer", after: nil, limit: 9).count == 1)
    }
}

/// A clock that tests set.
final class SetClock: EngineClock, @unchecked Sendable {
    // Sendable because the lock guards the moment.
    private let lock = NSLock()
    private var moment = Moment(milliseconds: 0)

    var now: Moment { lock.withLock { moment } }
    func set(_ milliseconds: Int64) { lock.withLock { moment = Moment(milliseconds: milliseconds) } }
    func sleep(until moment: Moment) async throws { try await Task.sleep(for: .seconds(3600)) }
}
