import Foundation
import Testing

@testable import ServiceAPI

/// What nobody asked for rightly is still answered as everything else is.
@Suite struct RouteTests {
    @Test func whatIsNotThereIsAProblemToo() async throws {
        try await TestService.with { service in
            let cases: [(String, String, Int, String, String?)] = [
                ("GET", "/", 404, "unknown-route", nil),
                ("GET", "/v1/nothing", 404, "unknown-route", nil),
                ("GET", "/v1/runs/a/b/c/d", 404, "unknown-route", nil),
                ("GET", "/v1//runs", 404, "unknown-route", nil),
                ("PUT", "/v1/runs", 405, "wrong-method", "GET, HEAD, POST"),
                ("DELETE", "/v1/runs", 405, "wrong-method", "GET, HEAD, POST"),
                ("GET", "/v1/runs/x/cancel", 405, "wrong-method", "POST"),
                ("OPTIONS", "/livez", 405, "wrong-method", "GET, HEAD"),
            ]
            for (method, path, status, code, allow) in cases {
                let answer = try await service.send(method, path, token: "")
                #expect(answer.status == status && answer.code == code, "\(method) \(path): \(answer.text)")
                #expect(answer.headers["content-type"] == "application/problem+json")
                #expect(answer.headers["allow"] == allow)
            }
            #expect(try await service.send("HEAD", "/livez", token: "").status == 200)
            #expect(try await service.send("GET", "/v1/runs/").status == 200, "one slash at the end changes nothing")
        }
    }

    @Test(arguments: ["GET", "POST /cancel", "DELETE /personal-data", "GET /events", "PATCH /metadata"])
    func aRunThatIsNotThereHasOneCode(_ what: String) async throws {
        try await TestService.with { service in
            let parts = what.split(separator: " ").map(String.init)
            for id in ["run_x", "x%2Fy", "run_01m7ynej6e5n42vncmyqg5fv3c"] {
                let body = ["POST", "PATCH"].contains(parts[0]) ? Data("{}".utf8) : nil
                let path = "/v1/runs/\(id)" + (parts.count > 1 ? parts[1] : "")
                let answer = try await service.send(parts[0], path, body)
                #expect(answer.status == 404 && answer.code == "unknown-run", "\(path): \(answer.text)")
                let live = try await service.send(
                    "GET", "/v1/runs/\(id)/events", headers: ["accept": "text/event-stream"])
                #expect(live.status == 404)
            }
        }
    }

    @Test func itIsNotReadyBeforeRunsWereTakenUp() async throws {
        try await TestService.with(isReady: false) { service in
            let early = try await service.send("GET", "/readyz", token: "")
            #expect(early.status == 503 && early.code == "not-ready")
            #expect(try await service.send("GET", "/livez", token: "").status == 200)
            service.readiness.set()
            #expect(try await service.send("GET", "/readyz", token: "").status == 200)
        }
    }

    @Test func aLiteralPathIsTakenBeforeAParameter() {
        func route(_ method: Route.Method, _ path: String) -> Route {
            Route(method: method, path: path, scope: nil, summary: path) { _ in .text(200, "", type: "") }
        }
        let matcher = RouteMatcher([route(.get, "/a/{x}"), route(.post, "/a/check"), route(.get, "/a/list")])
        func found(_ method: String, _ path: String) -> String {
            guard case .found(let route, let parameters) = matcher.match(method, path) else { return "" }
            return route.path + (parameters["x"].map { " \($0)" } ?? "")
        }
        #expect(found("GET", "/a/list") == "/a/list")
        #expect(found("GET", "/a/check") == "/a/{x} check")
        #expect(found("POST", "/a/check") == "/a/check")
        #expect(found("HEAD", "/a/b%2Fc%20d") == "/a/{x} b/c d")
        #expect(found("GET", "/a/") == "" && found("GET", "/a/%FF") == "")
        guard case .otherMethods(let methods) = matcher.match("PUT", "/a/check") else {
            Issue.record("a known path")
            return
        }
        #expect(methods == ["GET", "HEAD", "POST"])
    }
}
