import EngineStore
import EngineStoreSQLite
import FlowEngine
import FlowMachine
import Foundation
import Testing
import Vendors
import Vocabulary

@testable import ServiceAPI

/// Whatever is sent, the answer says what is wrong with it, and nothing personal.
@Suite struct BadInputTests {
    @Test func aBodyThatIsTooLargeIsNotReadForEver() async throws {
        try await TestService.with { service in
            for head in ["Content-Length: 100000000", "Transfer-Encoding: chunked"] {
                let connection = try RawConnection(port: service.port)
                await connection.send(
                    "POST /v1/flows/validate HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(service.token)\r\n\(head)\r\n\r\n"
                )
                async let answer = connection.read(until: "body-too-large")
                let part = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
                let isChunked = head.hasPrefix("T")
                var sent = 0
                // It stops to listen long before all of it was sent again and again.
                while sent < 10_000 {
                    if isChunked, await !connection.send("100000\r\n") { break }
                    if await !connection.send(part) { break }
                    if isChunked, await !connection.send("\r\n") { break }
                    sent += 1
                }
                #expect(sent < 10_000, "the connection was closed")
                let text = await answer
                #expect(text.hasPrefix("HTTP/1.1 413 ") && text.contains("Connection: close"), "\(text)")
            }
            #expect(try await service.send("GET", "/v1/runs", Data(count: 10)).status == 413, "no body is wanted")
        }
    }

    @Test func whatIsWrongIsSaid() async throws {
        try await TestService.with { service in
            let run = try await service.startAndRest()
            let long = String(repeating: "x", count: 300)
            func post(_ path: String, _ body: Data, _ type: String? = "application/json") async throws -> Answer {
                try await service.send("POST", path, body, type: type)
            }
            let plain = try Requests.run()
            let cases: [(Answer, Int, String)] = [
                (try await post("/v1/runs", plain, "text/plain"), 415, "wrong-content-type"),
                (try await post("/v1/runs", plain, "application/x-www-form-urlencoded"), 415, "wrong-content-type"),
                (
                    try await post("/v1/flows/validate", Data("a: b".utf8), "application/json"), 415,
                    "wrong-content-type"
                ),
                (try await post("/v1/runs", plain, "application/json; charset=utf-8"), 201, ""),
                (try await post("/v1/runs", plain, nil), 201, ""),
                (try await post("/v1/runs", Data("{".utf8)), 400, "not-json"),
                (try await post("/v1/runs", Data()), 400, "not-json"),
                (try await post("/v1/runs", Data([0x22, 0xFF, 0x22])), 400, "not-json"),
                (try await post("/v1/runs", Requests.json(["flow": "nobody"])), 422, "unknown-flow"),
                (try await post("/v1/runs", Requests.json(["flow": long])), 422, "too-long"),
                (try await post("/v1/runs", Requests.json(["flow": 1])), 422, "wrong-kind"),
                (try await post("/v1/runs", Requests.json(["flwo": "x"])), 422, "unknown-key"),
                (try await post("/v1/runs/\(run)/cancel", Requests.json(["why": "x"])), 422, "unknown-key"),
                (try await post("/v1/runs/\(run)/decision", Requests.json([:])), 422, "missing-key"),
                (
                    try await post("/v1/runs/\(run)/decision", Requests.json(["answer": "yes", "by": long])), 422,
                    "too-long"
                ),
                (
                    try await post("/v1/runs", plain, "multipart/form-data"), 400, "bad-multipart"
                ),
                (try await service.send("GET", "/v1/runs", token: ""), 401, "unauthorized"),
                (try await service.send("GET", "/v1/runs", token: service.token + "x"), 401, "unauthorized"),
                (try await service.send("GET", "/v1/runs?access_token=\(service.token)"), 400, "token-in-url"),
            ]
            for (number, (answer, status, code)) in cases.enumerated() {
                #expect(answer.status == status && answer.code ?? "" == code, "\(number): \(answer.text.prefix(300))")
                #expect(!answer.text.contains("Canaryfirst") && !answer.text.contains(service.token))
            }
        }
    }

    @Test func anApplicantsFieldThatIsTooLongIsNamedAndNotShown() async throws {
        try await TestService.with { service in
            try await service.publishSmall()
            let answer = try await service.send(
                "POST", "/v1/runs", Requests.small("Canary" + String(repeating: "y", count: 15)))
            let error = (answer["errors"] as? [[String: Any]])?.first
            #expect(answer.status == 422 && error?["pointer"] as? String == "/applicant/name", "\(answer.text)")
            #expect(!answer.text.contains("Canary"))
        }
    }

    /// What a flow sets no limit to is still stored with every event.
    @Test(arguments: ["applicant", "metadata"]) func nothingButAPhotoIsLarge(_ member: String) async throws {
        try await TestService.with { service in
            let large = String(repeating: "x", count: 20_000)
            let body = try Requests.run { request in
                var members = request[member] as? [String: Any] ?? [:]
                members["first_name"] = large
                request[member] = members
            }
            let answer = try await service.send("POST", "/v1/runs", body)
            let pointers = (answer["errors"] as? [[String: Any]])?.map { $0["pointer"] as? String }
            #expect(answer.status == 422 && answer.code == "too-long", "\(answer.text)")
            #expect(pointers == [member == "applicant" ? "/applicant/first_name" : "/metadata"])
        }
    }

    @Test func aTokenDoesOnlyWhatItsScopesSay() async throws {
        try await TestService.with { service in
            let reader = try await TokenDesk(service.store).create("r", scopes: [.readRuns], at: SystemMoment.now)
            #expect(try await service.send("GET", "/v1/runs", token: reader.token).status == 200)
            let refused = try await service.send("POST", "/v1/runs", try Requests.run(), token: reader.token)
            #expect(refused.status == 403 && refused.code == "forbidden" && refused.text.contains("runs:write"))
        }
    }

    @Test func ofTwoWhoDecideAtOnceOneIsFirst() async throws {
        try await TestService.with(VendorScript(answers: ["watchlist": [.story("inconclusive", values: [:])]])) {
            service in
            let run = try await service.startAndRest()
            async let verify = service.send(
                "POST", "/v1/runs/\(run)/decision", Requests.json(["answer": "verify", "by": "ann"]))
            async let reject = service.send(
                "POST", "/v1/runs/\(run)/decision", Requests.json(["answer": "reject", "by": "bob"]))
            let answers = try await [verify, reject]
            #expect(answers.map(\.status).sorted() == [200, 409])
            #expect(answers.first { $0.status == 409 }?.code == "refused")
            let history = try await service.send("GET", "/v1/runs/\(run)/events")["events"] as? [[String: Any]]
            #expect(history?.count { $0["kind"] as? String == "review_decided" } == 1)
        }
    }

    @Test func aFlowWithFindingsIsNotPublished() async throws {
        try await TestService.with { service in
            func publish(_ text: String) async throws -> Answer {
                try await service.send("PUT", "/v1/flows/small/1", Data(text.utf8), type: "application/yaml")
            }
            let broken = try await publish(Requests.flow.replacing("checks.aml.passed", with: "checks.amll.passed"))
            let error = (broken["errors"] as? [[String: Any]])?.first
            #expect(broken.status == 422)
            #expect(error?["place"] as? String == "flow.yaml:9:20", "\(broken.text)")
            #expect(try await service.send("GET", "/v1/flows/small").code == "unknown-flow")
            #expect(try await publish(Requests.flow).status == 200)
            #expect(try await publish(Requests.flow).status == 200, "the same again changes nothing")
            #expect(try await publish(Requests.flow + "# x\n").code == "version-taken")
        }
    }

    /// Nothing is half done, what is refused is not there, and it goes on once there is room.
    @Test func aFullDiskIsSaidAndNothingIsLost() async throws {
        try await TestService.with { service in
            let kept = try await service.startAndRest()
            try await service.store.limit(pages: 1)
            let refused = try await service.send(
                "POST", "/v1/runs", try Requests.run(), headers: ["idempotency-key": "k"])
            #expect(refused.status == 507 && refused.code == "store-full", "\(refused.text)")
            #expect(try await service.send("GET", "/v1/runs/\(kept)").status == 200)
            #expect((try await service.send("GET", "/v1/runs")["runs"] as? [Any])?.count == 1)
            try await service.store.limit(pages: nil)
            let again = try await service.send(
                "POST", "/v1/runs", try Requests.run(), headers: ["idempotency-key": "k"])
            #expect(again.status == 201, "\(again.text)")
            let run = try #require(RunID(again["id"] as? String ?? ""))
            #expect(try await service.engine.rest(of: run).status == .verified)
            #expect(try await service.store.verifyChain(run).brokenAt == nil)
        }
    }
}
