import Foundation
import Logging
import Testing

@testable import ServiceAPI

/// One line for each request, with nothing in it that the caller typed.
@Suite struct LogTests {
    @Test func aRequestIsLoggedByItsRoute() async throws {
        try await TestService.with { service in
            let run = try await service.startAndRest()
            let before = service.log.lines.count
            _ = try await service.send("GET", "/v1/runs/\(run)?nonsense=Canaryquery")
            _ = try await service.send("GET", "/v1/runs/Canarypath")
            _ = try await service.send("GET", "/Canarypath/Canaryfirst")
            _ = try await service.send("OPTIONS", "/v1/flows/Canarypath")
            let lines = service.log.lines.dropFirst(before)
            #expect(lines.map { $0.metadata["route"] } == ["/v1/runs/{id}", "/v1/runs/{id}", "none", "none"])
            #expect(lines.map { $0.metadata["status"] } == ["400", "404", "404", "405"])
            #expect(lines.map { $0.metadata["method"] } == ["GET", "GET", "GET", "OPTIONS"])
            #expect(lines.allSatisfy { $0.level == .info && $0.message == "request" })
            #expect(lines.allSatisfy { Double($0.metadata["ms"] ?? "") != nil })
            let all = service.log.lines.map { "\($0)" }.joined()
            for canary in ["Canary", run, service.token] { #expect(!all.contains(canary)) }
        }
    }

    @Test func aRequestKeepsTheNameThatItsCallerGave() async throws {
        try await TestService.with { service in
            let kept = ["a", "0af7651916cd43dd8448eb211c80319c", "Order.17_b-2", String(repeating: "x", count: 128)]
            let replaced = ["", "a b", "Jos\u{e9}", "a/b", String(repeating: "x", count: 129), "a\"b"]
            for id in kept + replaced {
                let answer = try await service.send("GET", "/livez", token: "", headers: ["x-request-id": id])
                let given = try #require(answer.headers["x-request-id"])
                #expect((given == id) == kept.contains(id), "\(id)")
                #expect(service.log.lines.last?.metadata["request_id"] == given)
            }
            let first = try await service.send("GET", "/livez", token: "")
            let second = try await service.send("GET", "/nothing", token: "")
            #expect(first.headers["x-request-id"] != second.headers["x-request-id"])
            #expect(second.headers["x-request-id"]?.isEmpty == false)
        }
    }
}
