import Foundation
import HookListener
import Privacy
import Testing
import WebhookSignatures

/// Notifications, as whoever receives them meets them.
@Suite(.timeLimit(.minutes(10))) struct NotifyJourneys {
    private static let flowSecret = "whsec_" + Data("a key of more than 24 bytes in length".utf8).base64EncodedString()

    /// A folder with the shipped flow and an address that it wants told, and a sandbox for its vendor.
    private func stage(_ body: (_ folder: String, _ vendor: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "notify-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder + "/flows", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let flow = Program.root.appending(path: "Flows/retail-onboarding/retail-onboarding.yaml")
        var text = try String(contentsOf: flow, encoding: .utf8)
        text += """

            notify:
              - url: "${env.ONBOARDING_HOOK}"
                on: [verified]
                secret: "${env.ONBOARDING_HOOK_SECRET}"
            """
        try Data(text.utf8).write(to: URL(filePath: folder + "/flows/flow.yaml"))
        let sandbox = try Program.start(["sandbox"], in: folder)
        defer { sandbox.end() }
        let line = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
        try await body(folder, try #require(line.addresses["idmeta"]))
    }

    private func start(
        in folder: String, vendor: String, hook: String, token: String? = nil
    ) throws -> ServeJourneys.Service {
        let running = try Program.start(
            [
                "serve", "--flows", folder + "/flows", "--port", "0", "--vendor-url", "idmeta=\(vendor)",
                "--allow-private-webhooks", "127.0.0.0/8",
            ],
            in: folder,
            environment: [
                "IDMETA_API_TOKEN": "x", "ONBOARDING_HOOK": hook, "ONBOARDING_HOOK_SECRET": Self.flowSecret,
            ])
        var token = token
        if token == nil { token = String(running.firstLine().dropFirst("token: ".count)) }
        let url = String(running.firstLine().dropFirst("listening: ".count))
        return ServeJourneys.Service(running: running, url: url, token: try #require(token))
    }

    private func isSigned(_ delivery: HookListener.Delivery, by secret: String) -> Bool {
        let now = Int64(Date.now.timeIntervalSince1970)
        let webhooks = try? StandardWebhooks(secrets: [Secret(secret)])
        return (try? webhooks?.verify(headers: delivery.headers, body: delivery.body, now: now)) != nil
    }

    @Test func aVerifiedRunIsToldOnceAndSigned() async throws {
        try await stage { folder, vendor in
            try await HookListener.with { hook in
                let service = try start(in: folder, vendor: vendor, hook: hook.url + "/flow")
                defer { service.running.end() }
                let access = ["TRUSTFLOW_TOKEN": service.token, "TRUSTFLOW_URL": service.url]
                let made = try Program.run(
                    ["webhooks", "create", hook.url + "/api", "--on", "verified", "--on", "incident"],
                    environment: access)
                let secret = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
                #expect(made.exit == 0 && secret.hasPrefix("whsec_"))

                let started = try await service.send("POST", "/v1/runs", body: try ServeJourneys.applicant())
                let run = try #require(started.json["id"] as? String)
                #expect(try await service.end(of: run) == "verified")
                for delivery in await hook.next(2) {
                    #expect(isSigned(delivery, by: delivery.path == "/hook/api" ? secret : Self.flowSecret))
                    let body = try JSONSerialization.jsonObject(with: Data(delivery.body)) as? [String: Any]
                    #expect(body?["type"] as? String == "run.verified")
                    let data = body?["data"] as? [String: Any]
                    #expect(data?["run"] as? String == run && data?["status"] as? String == "verified")
                    #expect(!String(decoding: delivery.body, as: UTF8.self).contains("Canary"))
                }
                let list = try await service.send("GET", "/v1/webhooks")
                let webhook = try #require((list.json["webhooks"] as? [[String: Any]])?.first)
                #expect(webhook["secret"] == nil && webhook["enabled"] as? Bool == true)
                let id = try #require(webhook["id"] as? String)
                // The answer was given before the log says so.
                var entries: [[String: Any]] = []
                while entries.first?["state"] as? String != "delivered" {
                    let log = try await service.send("GET", "/v1/webhooks/\(id)/deliveries")
                    entries = log.json["deliveries"] as? [[String: Any]] ?? []
                }
                #expect(entries.count == 1 && (entries[0]["attempts"] as? [Any])?.count == 1)
                let shown = try Program.run(["webhooks", "deliveries", id], environment: access)
                #expect(shown.exit == 0 && shown.output.contains(run) && shown.output.contains("delivered  1      200"))
                for name in ["trustflow.sqlite", "trustflow.sqlite-wal"] {
                    let bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
                    #expect(bytes.range(of: Data(secret.utf8)) == nil)
                }
            }
        }
    }

    /// Killed while an endpoint keeps it waiting, the next start tells it again, under the same id.
    @Test func aKilledServiceTellsItAgain() async throws {
        try await stage { folder, vendor in
            let first = try await HookListener.with(.silence) { hook in
                let service = try start(in: folder, vendor: vendor, hook: hook.url)
                _ = try await service.send("POST", "/v1/runs", body: try ServeJourneys.applicant())
                let delivery = try #require(await hook.next().first)
                service.running.end(SIGKILL)
                return (id: delivery["webhook-id"], body: delivery.body, token: service.token)
            }
            try await HookListener.with { hook in
                let service = try start(in: folder, vendor: vendor, hook: hook.url, token: first.token)
                let again = try #require(await hook.next().first)
                #expect(first.id != nil && again["webhook-id"] == first.id && again.body == first.body)
                #expect(isSigned(again, by: Self.flowSecret))
                service.running.end()
                #expect(service.running.process.terminationStatus == 0)
            }
        }
    }

    @Test func whatCannotBeToldIsRefused() async throws {
        try await stage { folder, vendor in
            let unset = try Program.run(
                ["serve", "--flows", folder + "/flows", "--port", "0"], in: folder,
                environment: ["IDMETA_API_TOKEN": "x", "ONBOARDING_HOOK": "https://example.com/x"])
            #expect(unset.exit == 2 && unset.talk.contains("`ONBOARDING_HOOK_SECRET` is not set"))
            let unusable = try Program.run(
                ["serve", "--flows", folder + "/flows", "--port", "0"], in: folder,
                environment: [
                    "IDMETA_API_TOKEN": "x", "ONBOARDING_HOOK": "http://canary.example.com",
                    "ONBOARDING_HOOK_SECRET": "canary",
                ])
            #expect(unusable.exit == 2 && unusable.talk.contains("`ONBOARDING_HOOK`: the address has to begin with"))
            #expect(
                unusable.talk.contains("`ONBOARDING_HOOK_SECRET`: this is no key") && !unusable.talk.contains("canary"))
            let blocks = try Program.run(
                ["serve", "--flows", folder + "/flows", "--allow-private-webhooks", "everything"], in: folder)
            #expect(blocks.exit == 2 && blocks.talk.contains("--allow-private-webhooks"))

            let service = try start(in: folder, vendor: vendor, hook: "https://example.com/x")
            defer { service.running.end() }
            let cases: [(body: String, status: Int, code: String)] = [
                (#"{"url":"https://10.0.0.1/x","events":["verified"]}"#, 422, "url-forbidden"),
                (#"{"url":"http://10.0.0.1/x","events":["verified"]}"#, 422, "url-forbidden"),
                (#"{"url":"ftp://example.com/x","events":["verified"]}"#, 422, "url-not-https"),
                (#"{"url":"https://a:b@example.com/x","events":["verified"]}"#, 422, "url-credentials"),
                (#"{"url":"https://example.com/x","events":["verifed"]}"#, 422, "unknown-event"),
                (#"{"url":"https://example.com/x"}"#, 422, "missing-key"),
                (#"{"url":"https://example.com/x","events":["verified"],"secret":"x"}"#, 422, "unknown-key"),
            ]
            for (body, status, code) in cases {
                let answer = try await service.send("POST", "/v1/webhooks", body: Data(body.utf8))
                #expect(answer.status == status && answer.code == code, "\(body): \(answer.json)")
            }
            let body = Data(#"{"url":"https://example.com/x","events":["verified"],"flows":["kyc"]}"#.utf8)
            let made = try await service.send("POST", "/v1/webhooks", body: body)
            let id = try #require(made.json["id"] as? String)
            #expect(made.status == 201 && (made.json["secret"] as? String)?.hasPrefix("whsec_") == true)
            let path = "/v1/webhooks/\(id)"
            let changed = try await service.send("PATCH", path, body: Data(#"{"enabled":false,"flows":null}"#.utf8))
            #expect(changed.json["disabled_by"] as? String == "owner" && changed.json["flows"] == nil)
            #expect(try await service.send("POST", path + "/test").code == "webhook-disabled")
            let rotated = try await service.send("POST", path + "/rotate")
            #expect(rotated.json["secret"] as? String != made.json["secret"] as? String)
            #expect(rotated.json["rotates_until"] != nil)
            #expect(try await service.send("GET", path).json["secret"] == nil)
            #expect(try await service.send("POST", path + "/deliveries/msg_x/redeliver").code == "unknown-delivery")
            #expect(try await service.send("DELETE", path).status == 204)
            #expect(try await service.send("GET", path).code == "unknown-webhook")
        }
    }
}
