import Crypto
import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A check on the vendor's own page, as applicant, app and vendor meet it over HTTP.
@Suite struct SessionJourneys {
    private typealias Service = ServeJourneys.Service

    private func serve(_ body: (Service, _ folder: String, _ vendor: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "session-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sandbox = try Program.start(["sandbox", "idenfy"], in: folder, environment: ServeJourneys.secret)
        defer { sandbox.end() }
        let line = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
        let vendor = try #require(line.addresses["idenfy"])
        let service = try Self.start(in: folder, vendor: vendor)
        defer { service.running.end() }
        try await body(service, folder, vendor)
    }

    private static func start(in folder: String, vendor: String, port: String = "0", token: String? = nil) throws
        -> Service
    {
        let running = try Program.start(
            ["serve", "--flows", Program.root.path + "/Flows", "--port", port, "--vendor-url", "idenfy=\(vendor)"],
            in: folder, environment: ServeJourneys.secret)
        var token = token
        if token == nil { token = String(running.firstLine().dropFirst("token: ".count)) }
        let url = String(running.firstLine().dropFirst("listening: ".count))
        return Service(running: running, url: url, token: try #require(token))
    }

    private static let applicant = Data(
        """
        {"flow": "idenfy-identity", "applicant": {"first_name": "Canaryfirst", "last_name": "Example",
         "birth_date": "1990-10-02", "country": "LT", "language": "en"}}
        """.utf8)

    /// Starts a run and waits for the applicant's link.
    private func awaitLink(_ service: Service) async throws -> (run: String, link: String, session: String) {
        let made = try await service.send("POST", "/v1/runs", body: Self.applicant)
        let run = try #require(made.json["id"] as? String)
        let view = try await reach("awaiting_input", run, service)
        let action = try #require(view["action"] as? [String: Any])
        #expect(action["kind"] as? String == "open_link" && action["until"] is String)
        let vendors = try #require(view["vendors"] as? [[String: Any]])
        return (run, try #require(action["url"] as? String), try #require(vendors.first?["verification"] as? String))
    }

    /// Reads a run until it has a status; each reading waits for nothing but the answer.
    private func reach(_ status: String, _ run: String, _ service: Service) async throws -> [String: Any] {
        var view: [String: Any] = [:]
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end {
            view = try await service.send("GET", "/v1/runs/\(run)").json
            if view["status"] as? String == status { return view }
            await Task.yield()
        }
        Issue.record("the run is \(view["status"] ?? "nowhere"), not \(status)")
        return view
    }

    /// Presses a button on the vendor's page.
    private func end(_ ending: String, _ session: String, at vendor: String) async throws {
        var request = URLRequest(url: try #require(URL(string: "\(vendor)/_sandbox/page/\(session)")))
        request.httpMethod = "POST"
        request.httpBody = Data("ending=\(ending)".utf8)
        _ = try await URLSession(configuration: .ephemeral, delegate: Staying(), delegateQueue: nil).data(for: request)
    }

    /// Follows no redirect.
    private final class Staying: NSObject, URLSessionTaskDelegate, Sendable {
        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
            newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) { completionHandler(nil) }
    }

    private func news(_ run: String, _ session: String, _ overall: String, padding: Int = 0) -> Data {
        let text = String(repeating: "x", count: padding)
        return Data(
            """
            {"final": true, "status": {"overall": "\(overall)", "fraudTags": [], "mismatchTags": []}, "data": null,
             "scanRef": "\(session)", "clientId": "\(text)", "externalRef": "\(run)"}
            """.utf8)
    }

    private func send(
        _ body: Data, _ service: Service, signedWith key: String = "x", to route: String = "identification"
    ) async throws -> ServeJourneys.Service.Answer {
        let signature = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(key.utf8)))
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return try await service.send(
            "POST", "/v1/vendors/idenfy/webhooks/\(route)", body: body, token: "",
            headers: ["Idenfy-Signature": signature, "Idenfy-Event-Type": "IDENTIFICATION_AUTO_FINISHED"])
    }

    @Test func theApplicantGoesThroughThePageAndTheRunIsDecided() async throws {
        try await serve { service, _, vendor in
            let (run, link, session) = try await awaitLink(service)
            let (_, response) = try await URLSession(configuration: .ephemeral, delegate: Staying(), delegateQueue: nil)
                .data(from: try #require(URL(string: link)))
            let answer = try #require(response as? HTTPURLResponse)
            #expect(answer.statusCode == 303)
            #expect(answer.value(forHTTPHeaderField: "Location")?.hasPrefix(vendor) == true)
            #expect(answer.value(forHTTPHeaderField: "Cache-Control") == "no-store")

            try await end("approved", session, at: vendor)
            let view = try await reach("verified", run, service)
            let steps = try #require(view["steps"] as? [[String: Any]])
            #expect(steps.first?["by"] as? String == "idenfy")
            #expect(
                try await service.send("GET", link.replacingOccurrences(of: service.url, with: ""), token: "").status
                    == 200)
        }
    }

    @Test func aTokenNeedsTheScopeToSeeWhatOpensASession() async throws {
        try await serve { service, folder, vendor in
            let (run, _, _) = try await awaitLink(service)
            let path = "/v1/runs/\(run)/steps/identity/session"
            let seen = try await service.send("GET", path)
            let access = try #require(seen.json["access"] as? [String: String])
            #expect(access["auth_token"]?.isEmpty == false && access["url"]?.isEmpty == false)

            let secret = try #require(access["auth_token"])
            for other in ["", "/events"] {
                let body = try await service.send("GET", "/v1/runs/\(run)\(other)").body
                #expect(!String(decoding: body, as: UTF8.self).contains(secret))
            }
            service.running.end()
            #expect(!service.running.talk.text.contains(secret))

            let made = try Program.run(["tokens", "create", "reader", "--scope", "runs:read"], in: folder)
            let reader = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
            let next = try Self.start(in: folder, vendor: vendor, token: reader)
            defer { next.running.end() }
            #expect(try await next.send("GET", path).code == "forbidden")
        }
    }

    @Test func forgedRepeatedForeignAndEnormousNewsChangeNothing() async throws {
        try await serve { service, _, _ in
            let (run, _, session) = try await awaitLink(service)
            let body = news(run, session, "DENIED")
            #expect(try await send(body, service, signedWith: "another key").code == "bad-signature")
            #expect(try await send(body, service, to: "other").code == "unknown-webhook")
            #expect(try await send(Data("{}".utf8), service).status == 200)
            #expect(try await send(news("run_01m7ynej6e5n42vncmyqg5fv3c", session, "DENIED"), service).status == 200)
            #expect(try await send(news(run, "another-session", "DENIED"), service).status == 200)
            #expect(try await send(news(run, session, "APPROVED", padding: 2_000_000), service).status == 413)
            #expect(try await service.send("GET", "/v1/runs/\(run)").json["status"] as? String == "awaiting_input")

            let good = news(run, session, "APPROVED")
            for _ in 0..<3 { #expect(try await send(good, service).status == 200) }
            #expect(try await service.send("GET", "/v1/runs/\(run)").json["status"] as? String == "verified")
            // Late, signed, and against the final word: seen, and nothing flips.
            #expect(try await send(news(run, session, "DENIED"), service).status == 200)
            let view = try await service.send("GET", "/v1/runs/\(run)").json
            #expect(view["status"] as? String == "verified")
            #expect((view["overturned"] as? [[String: Any]])?.first?["status"] as? String == "rejected")

            let metrics = String(decoding: try await service.send("GET", "/metrics").body, as: UTF8.self)
            for (outcome, count) in [("forged", 1), ("repeated", 2)] {
                #expect(
                    metrics.contains(
                        "trustflow_vendor_webhooks_total{vendor=\"idenfy\",outcome=\"\(outcome)\"} \(count)"))
            }
        }
    }

    @Test func aKilledServiceStillTakesTheNewsOfASession() async throws {
        try await serve { service, folder, vendor in
            let (run, link, session) = try await awaitLink(service)
            let port = String(service.url.split(separator: ":").last ?? "0")
            service.running.end(SIGKILL)
            let next = try Self.start(in: folder, vendor: vendor, port: port, token: service.token)
            defer { next.running.end() }
            let view = try await reach("awaiting_input", run, next)
            #expect((view["action"] as? [String: Any])?["url"] as? String == link)
            try await end("reordered", session, at: vendor)
            _ = try await reach("verified", run, next)
        }
    }
}
