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
        try await TestService.with(VendorScript(answers: ["watchlist": [.reason("inconclusive")]])) { service in
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
        try await TestService.with(VendorScript(answers: ["biometrics": [.reason("face_too_small")]])) { service in
            let run = try await service.startAndRest()
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

    /// Who reads the store learns neither the key nor, by trying, the body.
    @Test func theStoreHasNeitherKeyNorBodyNorItsPlainHash() async throws {
        let store = MemoryStore()
        let shelf = AnswerShelf(store: store, clock: SystemClock()) { _, _ in .json(200, Data()) }
        let call = Call(
            route: "post /x", parameters: [:], query: [:], headers: ["idempotency-key": "k-4711"],
            body: Array("Ada".utf8))
        _ = try await shelf.once(call, status: 200) { _ in .json(200, Data("{}".utf8)) }
        let kept = try #require(try await store.documents("answer", after: nil, limit: 9).first)
        let text = kept.name + String(decoding: kept.bytes, as: UTF8.self)
        // printf Ada | sha256sum
        for secret in ["k-4711", "Ada", "1fd41cb3f5a8c8ba0c8f5aa4f6b6a4c5"] { #expect(!text.contains(secret)) }
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
