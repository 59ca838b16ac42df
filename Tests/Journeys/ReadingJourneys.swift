import Crypto
import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A vendor whose webhooks only hint, over HTTP: the page, the webhook as the vendor signs it, and the status that is read.
@Suite struct ReadingJourneys {
    private typealias Service = ServeJourneys.Service

    private func serve(
        _ pack: String = "checkout", flow: String? = nil, _ body: (Service, _ vendor: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "reading-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let environment = ServeJourneys.secret
        let sandbox = try Program.start(["sandbox", pack], in: folder, environment: environment)
        defer { sandbox.end() }
        let line = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
        let vendor = try #require(line.addresses[pack])
        let running = try Program.start(
            [
                "serve", "--flows", Program.root.path + "/Flows/\(flow ?? "\(pack)-identity")", "--port", "0",
                "--vendor-url",
                "\(pack)=\(vendor)",
            ], in: folder, environment: environment)
        defer { running.end() }
        let token = String(running.firstLine().dropFirst("token: ".count))
        let url = String(running.firstLine().dropFirst("listening: ".count))
        // What an operator would set in the vendor's dashboard.
        _ = try await request("PUT", "\(vendor)/_sandbox/webhooks", #"{"service": "\#(url)"}"#)
        try await body(Service(running: running, url: url, token: token), vendor)
    }

    @discardableResult
    private func request(_ method: String, _ url: String, _ body: String) async throws -> Int {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = method
        request.httpBody = Data(body.utf8)
        let (_, response) = try await URLSession(configuration: .ephemeral, delegate: Staying(), delegateQueue: nil)
            .data(for: request)
        return (response as? HTTPURLResponse)?.statusCode ?? 0
    }

    /// Follows no redirect.
    private final class Staying: NSObject, URLSessionTaskDelegate, Sendable {
        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
            newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) { completionHandler(nil) }
    }

    private static func applicant(_ pack: String) -> Data {
        Data(
            """
            {"flow": "\(pack)-identity", "applicant": {"first_name": "Canaryfirst", "last_name": "Example",
             "birth_date": "1990-10-02"}}
            """.utf8)
    }

    private func reach(
        _ run: String, _ service: Service, _ what: String, within seconds: Int = 20,
        _ isReached: ([String: Any]) -> Bool
    ) async throws -> [String: Any] {
        var view: [String: Any] = [:]
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            view = try await service.send("GET", "/v1/runs/\(run)").json
            if isReached(view) { return view }
            await Task.yield()
        }
        Issue.record("the run is \(view["status"] ?? "nowhere"), not \(what)")
        return view
    }

    /// Starts a run, follows our link, and gives the vendor's id once its page is open.
    private func open(
        _ service: Service, at pack: String = "checkout"
    ) async throws -> (run: String, session: String) {
        let made = try await service.send("POST", "/v1/runs", body: Self.applicant(pack))
        let run = try #require(made.json["id"] as? String)
        _ = try await reach(run, service, "awaiting_input") { $0["status"] as? String == "awaiting_input" }
        try await follow(run, service)
        return (run, try await page(run, service, attempt: 1))
    }

    private func follow(_ run: String, _ service: Service) async throws {
        let view = try await service.send("GET", "/v1/runs/\(run)").json
        let link = try #require((view["action"] as? [String: Any])?["url"] as? String)
        #expect(try await request("POST", link, "") == 303)
    }

    private func page(_ run: String, _ service: Service, attempt: Int) async throws -> String {
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end {
            let session = try await service.send("GET", "/v1/runs/\(run)/steps/identity/session")
            if session.status == 200, session.json["attempt"] as? Int == attempt {
                let url = (session.json["access"] as? [String: String])?["url"]
                return try #require(url?.split(whereSeparator: { $0 == "/" || $0 == "=" }).last.map(String.init))
            }
            await Task.yield()
        }
        Issue.record("no page was opened")
        return ""
    }

    private func end(_ ending: String, _ session: String, at vendor: String) async throws {
        #expect(try await request("POST", "\(vendor)/_sandbox/page/\(session)", "ending=\(ending)") == 303)
    }

    @Test(arguments: [
        ("checkout", "approved", "verified"), ("checkout", "declined", "rejected"),
        ("checkout", "review", "review_needed"), ("identomat", "approved", "verified"),
        ("identomat", "other_face", "rejected"), ("identomat", "review", "review_needed"),
    ])
    func thePageTheHintAndTheReadingDecideTheRun(_ row: (pack: String, ending: String, status: String)) async throws {
        try await serve(row.pack) { service, vendor in
            let (run, session) = try await open(service, at: row.pack)
            try await end(row.ending, session, at: vendor)
            let view = try await reach(run, service, row.status) { $0["status"] as? String == row.status }
            #expect((view["steps"] as? [[String: Any]])?.first?["by"] as? String == row.pack)
            let events = String(decoding: try await service.send("GET", "/v1/runs/\(run)/events").body, as: UTF8.self)
            #expect(events.contains("hint_received") && !events.contains("Canaryfirst"))
            guard row.status != "review_needed" else { return }
            let erasure = try await service.send("DELETE", "/v1/runs/\(run)/personal-data")
            let answers = try #require(erasure.json["vendors"] as? [[String: String]])
            let expected = ["checkout": ["forget", "forget_applicant"], "identomat": ["erase"]]
            #expect(answers.compactMap { $0["operation"] } == expected[row.pack])
            #expect(answers.allSatisfy { $0["outcome"] == "erased" }, "\(answers)")
        }
    }

    /// Nobody goes to a page: a photo is judged upon a webhook, a bill once it is read, for one applicant, whom erasing a
    /// run erases last.
    @Test func papersAreSentJudgedHandedOutAndErased() async throws {
        try await serve(flow: "checkout-records") { service, vendor in
            let folder = Program.root.appending(path: "Flows/checkout-records")
            let front = try Data(contentsOf: folder.appending(path: "front.jpg")).base64EncodedString()
            let bill = try Data(contentsOf: folder.appending(path: "bill.pdf")).base64EncodedString()
            let body = """
                {"flow": "checkout-records", "applicant": {"full_name": "Hannah Example",
                 "front": "data:image/jpeg;base64,\(front)", "bill": "data:application/pdf;base64,\(bill)"}}
                """
            var runs: [String] = []
            for story in ["approved", "declined", "inconclusive"] {
                let script = #"{"answers": {"document": ["\#(story)"]}}"#
                #expect(try await request("POST", "\(vendor)/_sandbox/script", script) == 202)
                let made = try await service.send("POST", "/v1/runs", body: Data(body.utf8))
                runs.append(try #require(made.json["id"] as? String))
                // The script is that of the next verification to be opened.
                _ = try await reach(try #require(runs.last), service, "sent") { view in
                    (view["waiting"] as? [String: Any])?["on"] as? String == "checkout_document.read"
                        || view["status"] as? String != "created"
                }
            }
            for (run, status) in zip(runs, ["verified", "rejected", "review_needed"]) {
                _ = try await reach(run, service, status, within: 60) { $0["status"] as? String == status }
            }
            let photo = try await service.send("GET", "/v1/runs/\(runs[0])/artifacts/document/document_front")
            #expect(photo.status == 200)
            let early = try await service.send("GET", "/v1/runs/\(runs[0])/artifacts/document/report")
            #expect(early.json["code"] as? String == "not-ready")
            let erasure = try await service.send("DELETE", "/v1/runs/\(runs[0])/personal-data")
            let answers = try #require(erasure.json["vendors"] as? [[String: String]])
            #expect(
                answers.compactMap { $0["operation"] } == ["forget_document", "forget_address", "forget_applicant"])
            #expect(answers.allSatisfy { $0["outcome"] == "erased" }, "\(answers)")
        }
    }

    @Test func anotherTryIsMadeInTheSameVerification() async throws {
        try await serve { service, vendor in
            let (run, session) = try await open(service)
            try await end("obscured", session, at: vendor)
            _ = try await reach(run, service, "asked again") { view in
                let step = (view["steps"] as? [[String: Any]])?.first
                return step?["attempts"] as? Int == 2 && view["action"] is [String: Any]
            }
            try await follow(run, service)
            #expect(try await page(run, service, attempt: 2) == session)
            try await end("approved", session, at: vendor)
            _ = try await reach(run, service, "verified") { $0["status"] as? String == "verified" }
        }
    }

    /// Whatever a webhook says: what is read at the vendor decides.
    @Test func whatAWebhookSaysIsNotBelieved() async throws {
        try await serve { service, _ in
            let (run, session) = try await open(service)
            let body = Data(
                """
                {"id": "evt_1", "type": "identity_verification_checks_completed",
                 "data": {"applicant_id": "aplt_1", "identity_verification_id": "\(session)", "status": "approved"}}
                """.utf8)
            for (key, status) in [("another", 401), ("x", 200), ("x", 200)] {
                let signature = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(key.utf8)))
                    .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                let answer = try await service.send(
                    "POST", "/v1/vendors/checkout/webhooks/events", body: body, token: "",
                    headers: ["Cko-Signature": signature])
                #expect(answer.status == status)
            }
            #expect(try await service.send("GET", "/v1/runs/\(run)").json["status"] as? String == "awaiting_input")
            let events = String(decoding: try await service.send("GET", "/v1/runs/\(run)/events").body, as: UTF8.self)
            #expect(events.components(separatedBy: "hint_received").count == 2)
        }
    }

    /// The vendor's id is the key to the session: it is where the applicant is sent, and nowhere else.
    @Test func aSessionsTokenIsShownToNobody() async throws {
        try await serve("identomat") { service, vendor in
            let (run, token) = try await open(service, at: "identomat")
            let view = try await service.send("GET", "/v1/runs/\(run)").json
            let link = try #require((view["action"] as? [String: Any])?["url"] as? String)
            let page = try await get(link)
            #expect(page.status == 303 && page.location == "\(vendor)/?session_token=\(token)")
            for path in ["", "/events"] {
                let body = try await service.send("GET", "/v1/runs/\(run)\(path)").body
                #expect(!String(decoding: body, as: UTF8.self).contains(token))
            }
            let callback = Data(#"{"callbackApiKey": "y", "type": "x", "sessionId": "\#(token)"}"#.utf8)
            let answer = try await service.send(
                "POST", "/v1/vendors/identomat/webhooks/callback", body: callback, token: "")
            #expect(answer.status == 401)
            service.running.end()
            #expect(!service.running.talk.text.contains(token))
        }
    }

    private func get(_ url: String) async throws -> (status: Int, location: String?) {
        let (_, response) = try await URLSession(configuration: .ephemeral, delegate: Staying(), delegateQueue: nil)
            .data(from: try #require(URL(string: url)))
        let answer = try #require(response as? HTTPURLResponse)
        return (answer.statusCode, answer.value(forHTTPHeaderField: "Location"))
    }
}
