import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `trustflow serve`, as an app developer meets it.
@Suite struct ServeJourneys {
    static let secret = [
        "IDMETA_API_TOKEN": "x", "IDENFY_API_KEY": "x", "IDENFY_API_SECRET": "x", "IDENFY_WEBHOOK_SECRET": "x",
        "CHECKOUT_SECRET_KEY": "x", "CHECKOUT_WEBHOOK_SECRET": "x", "IDENTOMAT_COMPANY_KEY": "x",
        "IDENTOMAT_CALLBACK_KEY": "x",
    ]

    struct Service {
        var running: Program.Running
        var url: String
        var token: String
        var session = URLSession.shared

        struct Answer {
            var status: Int
            var body: Data
            var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
            var code: String? { json["code"] as? String }
        }

        func send(
            _ method: String, _ path: String, body: Data? = nil, token: String? = nil, headers: [String: String] = [:]
        ) async throws -> Answer {
            var request = URLRequest(url: try #require(URL(string: url + path)))
            request.httpMethod = method
            request.httpBody = body
            let token = token ?? self.token
            if body != nil { request.setValue("application/json", forHTTPHeaderField: "Content-Type") }
            if !token.isEmpty { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
            for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
            let (data, response) = try await session.data(for: request)
            return Answer(status: (response as? HTTPURLResponse)?.statusCode ?? 0, body: data)
        }

        /// Follows a run's events to their end, which is the run's.
        func end(of run: String) async throws -> String {
            _ = try await send("GET", "/v1/runs/\(run)/events", headers: ["Accept": "text/event-stream"])
            return try await send("GET", "/v1/runs/\(run)").json["status"] as? String ?? ""
        }
    }

    /// Starts the service in a folder; the first start prints a token, later ones are given it.
    static func start(
        in folder: String, vendor: String, token: String? = nil, flows: String = Program.root.path + "/Flows"
    ) throws -> Service {
        let running = try Program.start(
            ["serve", "--flows", flows, "--port", "0", "--vendor-url", "idmeta=\(vendor)"],
            in: folder, environment: secret)
        var token = token
        if token == nil { token = String(running.firstLine().dropFirst("token: ".count)) }
        let url = String(running.firstLine().dropFirst("listening: ".count))
        return Service(running: running, url: url, token: try #require(token))
    }

    static func applicant(_ edit: (inout [String: Any]) -> Void = { _ in }) throws -> Data {
        func photo(_ name: String) throws -> String {
            let photos = Program.root.appending(path: "Flows/retail-onboarding/photos")
            return "data:image/jpeg;base64,"
                + (try Data(contentsOf: photos.appending(path: name)).base64EncodedString())
        }
        var body: [String: Any] = [
            "flow": "retail-onboarding",
            "applicant": [
                "first_name": "Canaryfirst", "last_name": "Bret", "birth_date": "1990-10-02", "country": "US",
                "id_front": try photo("id-card.jpg"), "selfie": try photo("selfie.jpg"),
            ],
        ]
        edit(&body)
        return try JSONSerialization.data(withJSONObject: body, options: .sortedKeys)
    }

    private func serve(
        _ play: [String] = [], _ body: (Service, String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "serve-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sandbox = try Program.start(["sandbox"] + play, in: folder)
        defer { sandbox.end() }
        let line = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
        let service = try Self.start(in: folder, vendor: try #require(line.addresses["idmeta"]))
        defer { service.running.end() }
        try await body(service, folder)
    }

    @Test func aRunIsStartedFollowedAndShown() async throws {
        try await serve { service, folder in
            let started = try await service.send("POST", "/v1/runs", body: try Self.applicant())
            #expect(started.status == 201)
            let run = try #require(started.json["id"] as? String)
            #expect(try await service.end(of: run) == "verified")
            let shown = try await service.send("GET", "/v1/runs/\(run)")
            #expect((shown.json["decided"] as? [String: Any])?["at"] as? String == "retail-onboarding.yaml:67")
            #expect(!String(decoding: shown.body, as: UTF8.self).contains("Canary"))
            let metrics = String(decoding: try await service.send("GET", "/metrics", token: "").body, as: UTF8.self)
            #expect(
                metrics.contains(
                    "trustflow_vendor_calls_total{vendor=\"idmeta\",operation=\"create\",outcome=\"200\"} 1"))
            #expect(metrics.contains("trustflow_runs{status=\"verified\"} 1"))
            let table = try Program.run(
                ["runs", "list", "--url", service.url], environment: ["TRUSTFLOW_TOKEN": service.token])
            #expect(table.exit == 0 && table.output.contains(run) && table.output.contains("verified"))
            for (option, isThere) in [("--since", true), ("--until", false)] {
                let some = try Program.run(
                    ["runs", "list", option, "2026-01-01", "--url", service.url],
                    environment: ["TRUSTFLOW_TOKEN": service.token])
                #expect(some.exit == 0 && some.output.contains(run) == isThere, "\(option): \(some.talk)")
            }
            let why = try Program.run(
                ["runs", "show", run, "--url", service.url], environment: ["TRUSTFLOW_TOKEN": service.token])
            #expect(why.output.contains("verified by rule 4 (verify), retail-onboarding.yaml:67"))
            for name in ["trustflow.sqlite", "trustflow.sqlite-wal"] {
                let bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
                #expect(
                    bytes.range(of: Data("Canaryfirst".utf8)) == nil && bytes.range(of: Data(service.token.utf8)) == nil
                )
            }
        }
    }

    @Test func aRepeatedRequestStartsOneRun() async throws {
        try await serve { service, _ in
            let key = ["Idempotency-Key": "order-17"]
            let first = try await service.send("POST", "/v1/runs", body: try Self.applicant(), headers: key)
            let again = try await service.send("POST", "/v1/runs", body: try Self.applicant(), headers: key)
            let other = try await service.send("POST", "/v1/runs", body: Data("{}".utf8), headers: key)
            #expect(first.status == 201 && again.status == 201 && first.body == again.body)
            #expect(other.status == 422 && other.code == "idempotency-key-reused")
            let list = try await service.send("GET", "/v1/runs")
            #expect((list.json["runs"] as? [Any])?.count == 1)
        }
    }

    @Test func aBetterPhotoAndAPersonMoveARun() async throws {
        try await serve(["--play", "{ idmeta.biometrics: [face_too_small], idmeta.watchlist: [inconclusive] }"]) {
            service, _ in
            let started = try await service.send("POST", "/v1/runs", body: try Self.applicant())
            let run = try #require(started.json["id"] as? String)
            let path = "/v1/runs/\(run)"
            var state = started
            while (state.json["asks"] as? [Any])?.isEmpty ?? true { state = try await service.send("GET", path) }
            #expect((state.json["waiting"] as? [String: Any])?["for"] as? String == "applicant")
            let photos = (try JSONSerialization.jsonObject(with: try Self.applicant()) as? [String: Any])?["applicant"]
            let selfie = try #require((photos as? [String: Any])?["selfie"])
            let bad = try await service.send(
                "POST", path + "/steps/liveness/input", body: Data(#"{"selfie":"x"}"#.utf8))
            #expect(bad.status == 422 && bad.code == "bad-media")
            let given = try await service.send(
                "POST", path + "/steps/liveness/input",
                body: try JSONSerialization.data(withJSONObject: ["selfie": selfie]))
            #expect(given.status == 200)
            while state.json["status"] as? String != "review_needed" { state = try await service.send("GET", path) }
            let body = Data(#"{"answer":"verify","by":"ann"}"#.utf8)
            let decided = try await service.send("POST", path + "/decision", body: body)
            #expect(decided.json["status"] as? String == "verified")
            let twice = try await service.send("POST", path + "/decision", body: body)
            #expect(twice.status == 409)
            #expect(try await service.send("DELETE", path + "/personal-data").status == 200)
            #expect(try await service.send("GET", path).status == 410)
        }
    }

    @Test func photosComeAsPartsToo() async throws {
        try await serve { service, _ in
            let photos = Program.root.appending(path: "Flows/retail-onboarding/photos")
            func part(_ name: String, _ bytes: Data) -> Data {
                Data("--limit\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n".utf8) + bytes
                    + Data("\r\n".utf8)
            }
            let run =
                #"{"flow":"retail-onboarding","applicant":{"first_name":"A","last_name":"B","birth_date":"1990-10-02","country":"US"}}"#
            let body =
                part("run", Data(run.utf8))
                + part("applicant.id_front", try Data(contentsOf: photos.appending(path: "id-card.jpg")))
                + part("applicant.selfie", try Data(contentsOf: photos.appending(path: "selfie.jpg")))
                + Data("--limit--\r\n".utf8)
            let type = ["Content-Type": "multipart/form-data; boundary=limit"]
            let started = try await service.send("POST", "/v1/runs", body: body, headers: type)
            #expect(started.status == 201, "\(started.json)")
            #expect(try await service.end(of: try #require(started.json["id"] as? String)) == "verified")
            let cut = try await service.send("POST", "/v1/runs", body: body.dropLast(20), headers: type)
            #expect(cut.status == 400 && cut.code == "bad-multipart")
            let odd = try await service.send(
                "POST", "/v1/runs",
                body: part("run", Data(run.utf8)) + part("selfie", Data("x".utf8)) + Data("--limit--".utf8),
                headers: type)
            #expect(odd.status == 422 && odd.code == "unknown-part")
        }
    }

    @Test func badRequestsAreProblems() async throws {
        try await serve { service, _ in
            let cases: [(String, String, Data?, String?, Int, String)] = [
                ("GET", "/v1/runs", nil, "", 401, "unauthorized"),
                ("GET", "/v1/runs", nil, "tf_wrong", 401, "unauthorized"),
                ("GET", "/v1/runs?token=\(service.token)", nil, nil, 400, "token-in-url"),
                ("GET", "/v1/runs/run_x", nil, nil, 404, "unknown-run"),
                ("GET", "/v1/runs/run_01m7ynej6e5n42vncmyqg5fv3c", nil, nil, 404, "unknown-run"),
                ("GET", "/v1/runs?status=odd", nil, nil, 400, "unknown-status"),
                ("POST", "/v1/runs", Data("<x>".utf8), nil, 400, "not-json"),
                ("POST", "/v1/runs", Data("[]".utf8), nil, 422, "wrong-kind"),
                ("POST", "/v1/runs", Data(#"{"flow":"odd"}"#.utf8), nil, 422, "unknown-flow"),
                (
                    "POST", "/v1/runs", try Self.applicant { $0["steps"] = ["livenes": ["timeout": "3s"]] }, nil, 422,
                    "unknown-step"
                ),
                ("POST", "/v1/runs", try Self.applicant { $0["profile"] = "france" }, nil, 422, "unknown-profile"),
                ("POST", "/v1/flows/validate", Data("flow: x".utf8), nil, 422, "missing-key"),
                ("POST", "/v1/flows/validate", Data(count: 2 << 20), nil, 413, "body-too-large"),
            ]
            for (method, path, body, token, status, code) in cases {
                let type = path.hasPrefix("/v1/flows") ? "application/yaml" : "application/json"
                let answer = try await service.send(
                    method, path, body: body, token: token, headers: body == nil ? [:] : ["Content-Type": type])
                #expect(
                    answer.status == status && answer.code == code,
                    "\(method) \(path.prefix(30)): \(answer.status) \(answer.code ?? "")")
            }
        }
    }

    @Test func aTokenCanDoOnlyWhatItsScopesSay() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = try Program.run(["tokens", "create", "reader", "--scope", "runs:read"], in: folder)
        #expect(made.exit == 0)
        let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let service = try Self.start(in: folder, vendor: "http://127.0.0.1:1", token: token)
        #expect(try await service.send("GET", "/v1/runs").status == 200)
        let refused = try await service.send("POST", "/v1/runs", body: Data("{}".utf8))
        #expect(refused.status == 403 && refused.code == "forbidden")
        service.running.end()
        let list = try Program.run(["tokens", "list"], in: folder)
        let id = try #require(list.output.split(separator: "\n").last?.split(separator: " ").first.map(String.init))
        #expect(!list.output.contains(token))
        _ = try Program.run(["tokens", "revoke", id], in: folder)
        let again = try Program.start(
            ["serve", "--flows", Program.root.path + "/Flows", "--port", "0"], in: folder, environment: Self.secret)
        #expect(again.firstLine().hasPrefix("token: "), "no token is left, so a first one is made")
        again.end()
    }

    /// Killed with runs in flight, the service goes on where it was.
    @Test func aKilledServiceGoesOn() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kill-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sandbox = try Program.start(["sandbox"], in: folder)
        defer { sandbox.end() }
        let line = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
        let vendor = try #require(line.addresses["idmeta"])
        let first = try Self.start(in: folder, vendor: vendor)
        let body = try Self.applicant()
        var acknowledged: [String] = []
        for _ in 0..<30 {
            let started = try await first.send("POST", "/v1/runs", body: body)
            acknowledged.append(try #require(started.json["id"] as? String))
        }
        first.running.end(SIGKILL)

        let second = try Self.start(in: folder, vendor: vendor, token: first.token)
        defer { second.running.end() }
        for run in acknowledged {
            var state = try await second.send("GET", "/v1/runs/\(run)")
            while state.json["status"] as? String != "verified", (state.json["incidents"] as? [Any])?.isEmpty ?? true {
                state = try await second.send("GET", "/v1/runs/\(run)")
                #expect(state.status == 200)
            }
        }
        // Each verification at the vendor is one of a run's, or is named by its incident.
        let effects = try String(contentsOfFile: folder + "/sandbox-effects.jsonl", encoding: .utf8)
        #expect(effects.split(separator: "\n").count { $0.contains("opens") } <= acknowledged.count)
    }

    /// Whenever the service is killed, a request that is sent again with its key is one run.
    @Test func aRequestThatIsSentAgainAfterAKillIsOneRun() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "again-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sandbox = try Program.start(["sandbox"], in: folder)
        defer { sandbox.end() }
        let line = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
        let vendor = try #require(line.addresses["idmeta"])
        let body = try Self.applicant()
        var token: String?
        var runs: Set<String> = []
        for round in 0..<6 {
            let key = ["Idempotency-Key": "order-\(round)"]
            let doomed = try Self.start(in: folder, vendor: vendor, token: token)
            token = doomed.token
            // Killed while it is about it, a little later each time: by the number of other answers that came before.
            async let first = doomed.send("POST", "/v1/runs", body: body, headers: key)
            for _ in 0..<(round * 2) { _ = try await doomed.send("GET", "/livez", token: "") }
            doomed.running.end(SIGKILL)
            let answered = try? await first
            let next = try Self.start(in: folder, vendor: vendor, token: token)
            try #require(next.url.hasPrefix("http"), "\(round): \(next.running.talk.text)")
            let again = try await next.send("POST", "/v1/runs", body: body, headers: key)
            let run = try #require(again.json["id"] as? String, "\(again.json)")
            if let answered, answered.status == 201 { #expect(answered.json["id"] as? String == run) }
            runs.insert(run)
            let other = try await next.send("POST", "/v1/runs", body: Data("{}".utf8), headers: key)
            #expect(other.code == "idempotency-key-reused")
            let list = try await next.send("GET", "/v1/runs")
            #expect((list.json["runs"] as? [Any])?.count == round + 1 && runs.count == round + 1)
            next.running.end()
        }
    }

    /// Somebody who follows a run that waits does not hold the end up.
    @Test func aFollowerDoesNotDelayTheEnd() async throws {
        try await serve(["--play", "{ idmeta.biometrics: [face_too_small] }"]) { service, _ in
            let started = try await service.send("POST", "/v1/runs", body: try Self.applicant())
            let run = try #require(started.json["id"] as? String)
            let follower = try Program.start(
                ["runs", "watch", run, "--url", service.url], environment: ["TRUSTFLOW_TOKEN": service.token])
            #expect(follower.firstLine().contains("created"))
            service.running.end()
            // Had it waited for the follower, it would have been ended by force, which is a failure.
            #expect(service.running.process.terminationStatus == 0)
            follower.end(SIGKILL)
        }
    }

    @Test func theDescriptionNamesEveryRoute() async throws {
        try await serve { service, _ in
            let description = try await service.send("GET", "/openapi.json", token: "")
            let paths = try #require(description.json["paths"] as? [String: Any])
            #expect(paths.count >= 15 && description.json["openapi"] as? String == "3.1.0")
            for (path, item) in paths {
                let operations = item as? [String: Any] ?? [:]
                for method in operations.keys
                where (operations[method] as? [String: Any])?["x-scope"] != nil {
                    let filled = path.replacing("{id}", with: "run_01m7ynej6e5n42vncmyqg5fv3c").replacing(
                        "{step}", with: "x"
                    )
                    .replacing("{incident}", with: "x").replacing("{name}", with: "x").replacing("{version}", with: "1")
                    let answer = try await service.send(method.uppercased(), filled, token: "")
                    #expect(answer.status == 401, "\(method) \(path) asks for a token")
                }
            }
        }
    }
}
