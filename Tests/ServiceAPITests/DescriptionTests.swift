import Diagnostics
import EngineStore
import Expressions
import FlowEngine
import Foundation
import PackCompiler
import Privacy
import Testing
import VendorSandbox
import Vendors
import WebhookSignatures
import YAMLTree

@testable import ServiceAPI

/// `/openapi.json` says what the service does, of every route, in good and in bad paths.
@Suite struct DescriptionTests {
    @Test func everyRouteAnswersAsItIsDescribed() async throws {
        let script = VendorScript(
            answers: ["biometrics": [.reason("face_too_small")], "watchlist": [.story("inconclusive", values: [:])]])
        try await TestService.with(script, vendors: ["idmeta", "idenfy"]) { service in
            let witness = try await Witness(service)
            let photos = (try JSONSerialization.jsonObject(with: Requests.run()) as? [String: Any])?["applicant"]
            let selfie = try #require((photos as? [String: Any])?["selfie"])
            let flow = Data(Requests.flow.utf8)
            func json(_ members: [String: Any]) throws -> Data { try Requests.json(members) }

            // A run that asks for a photo, goes to review, is decided and erased.
            let asking = try await service.startAndRest()
            try await witness.call("GET", "/v1/runs/{id}", [asking], 200)
            let input = ["/v1/runs/{id}/steps/{step}/input": [asking, "liveness"]]
            for (path, parts) in input {
                try await witness.call("POST", path, parts, 422, json(["selfie": "x"]))
                try await witness.call("POST", path, parts, 200, json(["selfie": selfie]))
                try await witness.call("POST", path, parts, 409, json(["selfie": selfie]))
            }
            _ = try await service.engine.rest(of: try #require(RunID(asking)))
            try await witness.call("POST", "/v1/runs/{id}/decision", [asking], 422, json(["answer": "perhaps"]))
            try await witness.call(
                "POST", "/v1/runs/{id}/decision", [asking], 200, json(["answer": "verify", "by": "ann"]))
            try await witness.call(
                "POST", "/v1/runs/{id}/decision", [asking], 409, json(["answer": "verify", "by": "ann"]))
            try await witness.call("GET", "/v1/runs/{id}/events", [asking], 200)
            try await witness.call("DELETE", "/v1/runs/{id}/personal-data", [asking], 200)
            try await witness.call("GET", "/v1/runs/{id}", [asking], 410)
            try await witness.call("GET", "/v1/runs/{id}/events", [asking], 410)
            try await witness.call("GET", "/v1/runs", [], 200)
            try await witness.call("GET", "/v1/runs", [], 400, query: "limit=x")

            // Starting, and what is wrong with it.
            try await witness.call("POST", "/v1/runs", [], 201, Requests.run())
            try await witness.call("POST", "/v1/runs", [], 422, json(["flow": "x", "odd": 1]))
            try await witness.call("POST", "/v1/runs", [], 400, Data("[".utf8))

            // Flows.
            try await witness.call("POST", "/v1/flows/validate", [], 200, flow)
            try await witness.call("POST", "/v1/flows/validate", [], 422, Data("flow: x".utf8))
            try await witness.call("PUT", "/v1/flows/{name}/{version}", ["small", "1"], 200, flow)
            try await witness.call("PUT", "/v1/flows/{name}/{version}", ["small", "2"], 422, flow)
            try await witness.call("GET", "/v1/flows", [], 200)
            try await witness.call("GET", "/v1/flows/{name}", ["small"], 200)
            try await witness.call("GET", "/v1/flows/{name}", ["odd"], 404)
            try await witness.call("GET", "/v1/flows/{name}/{version}", ["small", "1"], 200)
            try await witness.call("GET", "/v1/flows/{name}/{version}", ["small", "7"], 404)

            // A run with an incident, whose metadata is still here.
            try service.sandbox.script(VendorScript(answers: ["create": [.lost]]), for: "idmeta")
            let lost = try await service.startAndRest(Requests.small())
            let shown = try await witness.call("GET", "/v1/runs/{id}", [lost], 200)
            let incident = try #require((shown["incidents"] as? [[String: Any]])?.first?["id"] as? String)
            try await witness.call("PATCH", "/v1/runs/{id}/metadata", [lost], 200, json(["a": "b"]))
            try await witness.call("PATCH", "/v1/runs/{id}/metadata", [lost], 400, Data("x".utf8))
            let resolution = "/v1/runs/{id}/incidents/{incident}"
            try await witness.call("POST", resolution, [lost, incident], 422, json(["verb": "hope"]))
            try await witness.call("POST", resolution, [lost, incident], 200, json(["verb": "retry", "by": "o"]))
            _ = try await service.engine.rest(of: try #require(RunID(lost)))
            try await witness.call("POST", resolution, [lost, "none"], 409, json(["verb": "retry", "by": "o"]))
            try await witness.call("DELETE", "/v1/runs/{id}/personal-data", ["run_x"], 404)
            try service.sandbox.script(VendorScript(answers: ["create": [.lost]]), for: "idmeta")
            let other = try await service.startAndRest(Requests.small())
            try await witness.call("POST", "/v1/runs/{id}/finalize", [other], 409, json([:]))
            try await witness.call("POST", "/v1/runs/{id}/cancel", [other], 200, json([:]))
            try await witness.call("POST", "/v1/runs/{id}/cancel", [other], 409)

            // The caller has the last word.
            try await service.publish("held", Requests.held)
            let held = try await service.startAndRest(json(["flow": "held", "applicant": ["name": "Ada"]]))
            try await witness.call("POST", "/v1/runs/{id}/finalize", [held], 200, json([:]))

            // On a vendor's page: our link, the session behind it, and what the vendor tells.
            try await service.publish("hosted", Requests.hosted)
            let hosted = try await service.startAndRest(json(["flow": "hosted", "applicant": ["name": "Ada"]]))
            let waiting = try await witness.call("GET", "/v1/runs/{id}", [hosted], 200)
            let link = try #require((waiting["action"] as? [String: Any])?["url"] as? String)
            let token = try #require(link.split(separator: "/").last.map(String.init))
            try await witness.call("GET", "/v1/runs/{id}/steps/{step}/session", [hosted, "who"], 200)
            try await witness.call("GET", "/v1/runs/{id}/steps/{step}/session", [hosted, "odd"], 409)
            for method in ["GET", "POST"] {
                try await witness.call(method, "/go/{run}/{step}/{token}", [hosted, "who", token], 303)
                try await witness.call(method, "/go/{run}/{step}/{token}", [hosted, "who", "forged"], 404)
            }
            // What the vendor has of the run, fetched when it is asked for.
            let artifacts = "/v1/runs/{id}/artifacts"
            try await witness.call("GET", artifacts, [hosted], 200)
            try await witness.call("GET", artifacts, ["run_x"], 404)
            try await witness.call("GET", artifacts + "/{check}/{name}", [hosted, "who", "odd"], 404)
            let report = try await witness.call(
                "GET", artifacts + "/{check}/{name}", [hosted, "who", "report"], 200, isFile: true)
            #expect(report.headers["content-type"] == "application/pdf")
            #expect(report.headers["content-disposition"] == "attachment; filename=\"report.pdf\"")
            #expect(report.body == Data(SampleFile.pdf.bytes))
            let news = Data("{}".utf8)
            let signature = try BodySignature(secret: Secret("sandbox")).signature(of: Array(news))
            let webhook = "/v1/vendors/{vendor}/webhooks/{route}"
            try await witness.call(
                "POST", webhook, ["idenfy", "identification"], 200, news, headers: ["Idenfy-Signature": signature])
            try await witness.call("POST", webhook, ["idenfy", "identification"], 401, news)
            try await witness.call("POST", webhook, ["idenfy", "odd"], 404, news)

            // What a vendor can do beside flows; what is played is what is bound.
            let operations = "/v1/vendors/{vendor}/operations"
            try await witness.call("GET", operations, ["idenfy"], 200)
            try await witness.call("GET", operations, ["odd"], 404)
            let state = try json(["scanRef": "odd"])
            try await witness.call("POST", operations + "/{operation}", ["idenfy", "get-status"], 502, state)
            try await witness.call("POST", operations + "/{operation}", ["idenfy", "get-status"], 422, json(["x": 1]))
            try await witness.call("POST", operations + "/{operation}", ["idenfy", "odd"], 404)
            let created = try json(["clientId": "c-1", "tokenType": "DOCUMENT"])
            try await witness.call("POST", operations + "/{operation}", ["idenfy", "create-token"], 200, created)

            // Who is told of runs.
            let hook = "/v1/webhooks/{id}"
            let wanted = try json(["url": "http://127.0.0.1:9/hook", "events": ["verified"], "flows": ["small"]])
            let made = try await witness.call("POST", "/v1/webhooks", [], 201, wanted)
            let id = try #require(made["id"] as? String)
            try await witness.call("POST", "/v1/webhooks", [], 422, json(["url": "x", "events": ["odd"]]))
            try await witness.call("GET", "/v1/webhooks", [], 200)
            try await witness.call("GET", hook, [id], 200)
            try await witness.call("GET", hook, ["odd"], 404)
            try await witness.call("POST", hook + "/rotate", [id], 200, json(["keep_hours": 1]))
            let test = try await witness.call("POST", hook + "/test", [id], 202)
            let delivery = try #require(test["id"] as? String)
            try await witness.call("GET", hook + "/deliveries", [id], 200)
            try await witness.call("POST", hook + "/deliveries/{delivery}/redeliver", [id, delivery], 202)
            try await witness.call("POST", hook + "/deliveries/{delivery}/redeliver", [id, "odd"], 404)
            try await witness.call("PATCH", hook, [id], 200, json(["enabled": false]))
            try await witness.call("PATCH", hook, [id], 422, json(["enabeld": false]))
            try await witness.call("DELETE", hook, [id], 204)

            // Tokens.
            let token2 = try await witness.call(
                "POST", "/v1/tokens", [], 201, json(["label": "reader", "scopes": ["runs:read"]]))
            let readers = try #require(token2["token"] as? String)
            let give = try json(["label": "more", "scopes": ["operate"]])
            #expect(try await service.send("POST", "/v1/tokens", give, token: readers).status == 403)
            #expect(try await service.send("GET", "/v1/runs", token: readers).status == 200)
            try await witness.call("POST", "/v1/tokens", [], 422, json(["label": "odd", "scopes": ["all"]]))
            try await witness.call("GET", "/v1/tokens", [], 200)
            try await witness.call("DELETE", "/v1/tokens/{id}", [try #require(token2["id"] as? String)], 204)
            #expect(try await service.send("GET", "/v1/runs", token: readers).status == 401)

            for path in ["/livez", "/readyz", "/metrics"] { try await witness.call("GET", path, [], 200) }
            try await witness.checkThatEveryOperationWasCalled()
        }
    }

    @Test func theDescriptionIsAContractThatCanBeRead() async throws {
        try await TestService.with(publicURL: "https://kyc.example") { service in
            let answer = try await service.send("GET", "/openapi.json", token: "")
            #expect((answer["servers"] as? [[String: String]])?.first?["url"] == "https://kyc.example")
            var findings = Findings()
            let contract = try #require(Witness.contract(answer.body, findings: &findings))
            #expect(findings.sorted.map(\.message) == [])
            #expect(contract.operations.count >= 18)
            // What is sent is described too: the body of this project's tests fits, a typo does not.
            let schema = try #require(contract.requestSchema(of: "postRuns", contentType: "application/json"))
            #expect(schema.breaches(of: try JSONText.parse(Array(Requests.run()))).isEmpty)
            #expect(!schema.breaches(of: try JSONText.parse(Array(#"{"flow":"x","aplicant":{}}"#.utf8))).isEmpty)
            #expect(!answer.text.contains("Hannah"))
        }
    }
}

/// Calls the service and holds each answer to the description.
private final class Witness {
    private let service: TestService
    private let contract: Contract
    /// The operations that went well.
    private var called: Set<String> = []

    init(_ service: TestService) async throws {
        self.service = service
        let bytes = try await service.send("GET", "/openapi.json", token: "").body
        // Closed, so that a member which is not described is found.
        var findings = Findings()
        let document = Self.closed(try JSONSerialization.jsonObject(with: bytes))
        let data = try JSONSerialization.data(withJSONObject: document)
        contract = try #require(Self.contract(data, findings: &findings), "\(findings.sorted.map(\.message))")
    }

    /// JSON is YAML.
    static func contract(_ bytes: Data, findings: inout Findings) -> Contract? {
        let file = SourceFile(path: "openapi.json", bytes: Array(bytes))
        return YAMLReader.read(file, findings: &findings).first.flatMap { ContractReader.read($0, findings: &findings) }
    }

    private static func closed(_ value: Any) -> Any {
        if let items = value as? [Any] { return items.map(closed) }
        guard let members = value as? [String: Any] else { return value }
        var closedMembers = members.mapValues(closed)
        if members["properties"] is [String: Any], members["additionalProperties"] == nil {
            closedMembers["additionalProperties"] = false
        }
        return closedMembers
    }

    @discardableResult
    func call(
        _ method: String, _ path: String, _ parts: [String], _ status: Int, _ body: Data? = nil, query: String = "",
        headers: [String: String] = [:], isFile: Bool = false
    ) async throws -> Answer {
        var filled = path
        for part in parts {
            let name = try #require(filled.firstRange(of: /\{[a-z]+\}/))
            let encoded = try #require(part.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            filled.replaceSubrange(name, with: part.hasPrefix("run_") ? part : encoded)
        }
        let type = path.hasPrefix("/v1/flows") ? "application/yaml" : "application/json"
        let answer = try await service.send(
            method, filled + (query.isEmpty ? "" : "?\(query)"), body, type: type, headers: headers)
        let what = "\(method) \(path) \(status)"
        #expect(answer.status == status, "\(what): \(answer.status) \(answer.text.prefix(300))")
        let operation = try #require(
            contract.operations.values.first { $0.method == method && $0.path == path }, "\(what) is not described")
        let described = try #require(operation.answer(answer.status), "\(what) is not described")
        if status < 400 {
            #expect(operation.answers.contains { $0.status == .code(status) }, "\(what) is not described")
            called.insert(operation.id)
            if let body, let schema = operation.requestBody[type], type == "application/json" {
                #expect(schema.breaches(of: try JSONText.parse(Array(body))).isEmpty, "\(what): the body")
            }
        } else if described.schema != nil {
            #expect(answer.headers["content-type"] == "application/problem+json")
        }
        if isFile {
            #expect(answer.headers["content-type"] != "application/json", "\(what) is no file")
        } else if let schema = described.schema {
            let breaches = schema.breaches(of: try JSONText.parse(Array(answer.body)))
            #expect(breaches.isEmpty, "\(what): \(breaches)")
        } else {
            #expect((try? JSONSerialization.jsonObject(with: answer.body)) == nil, "\(what) answers JSON unsaid")
        }
        #expect(answer.headers["x-request-id"] != nil)
        return answer
    }

    func checkThatEveryOperationWasCalled() async throws {
        for operation in contract.operations.values.sorted(by: { $0.id < $1.id }) {
            #expect(called.contains(operation.id), "\(operation.id) never went well")
            guard operation.needsCredentials else { continue }
            // Without a token nobody is told anything.
            let path = operation.path.replacing("{version}", with: "1").replacing(/\{[a-z]+\}/, with: "x")
            let answer = try await service.send(operation.method, path, token: "")
            #expect(answer.status == 401 && answer.headers["www-authenticate"] == "Bearer", "\(operation.id)")
            let schema = try #require(operation.answer(401)?.schema)
            #expect(schema.breaches(of: try JSONText.parse(Array(answer.body))).isEmpty)
        }
    }
}
