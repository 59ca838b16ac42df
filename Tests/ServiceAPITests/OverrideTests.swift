import EngineStore
import FlowEngine
import Foundation
import Testing

/// What a request may set of a flow, and how it is told what it may not.
@Suite struct OverrideTests {
    private static let flow = """
        flow: open
        version: 1
        applicant:
          selfie: image
          country: { type: country, one_of: [DE, US, FR], personal: false }
        flags:
          least: { type: double, default: 0.7, min: 0, max: 1 }
          strict: { type: bool, default: true }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - id: liveness
            check: biometrics
            by: idmeta
            input: { image: "${applicant.selfie}" }
            verdict: [ { review: flags.strict && result.liveness_score < flags.least }, { otherwise: pass } ]
        status:
          - verify: checks.liveness.passed
          - otherwise: review
        profile_by: applicant.country
        profiles:
          DE: { flags: { least: 0.9 } }
          US: { steps: { liveness: { timeout: 50s } } }
          otherwise: refuse
        overridable:
          - flags.least: { min: 0.5 }
          - steps.liveness.timeout: { min: 1s, max: 1m }
          - steps.liveness.retry
        """

    private static func body(_ country: String = "DE", _ more: [String: Any] = [:]) throws -> Data {
        try Requests.run {
            let selfie = ($0["applicant"] as? [String: Any])?["selfie"] ?? ""
            $0 = ["flow": "open", "applicant": ["selfie": selfie, "country": country]]
            $0.merge(more) { $1 }
        }
    }

    private static func errors(_ answer: Answer) -> [String] {
        ((answer["errors"] as? [[String: Any]]) ?? []).map {
            "\($0["code"] ?? "") \($0["pointer"] ?? "")"
        }
    }

    @Test func whatIsNotOpenIsRefusedWithItsPlace() async throws {
        try await TestService.with { service in
            try await service.publish("open", Self.flow)
            let cases: [([String: Any], [String])] = [
                (["steps": ["liveness": ["timeout": "2m"]]], ["out-of-range /steps/liveness/timeout"]),
                (["steps": ["liveness": ["timeout": 3]]], ["wrong-kind /steps/liveness/timeout"]),
                (["steps": ["liveness": ["retry": ["calls": 0]]]], ["out-of-range /steps/liveness/retry/calls"]),
                (["steps": ["liveness": ["require": ["live"]]]], ["not-overridable /steps/liveness/require"]),
                (["steps": ["liveness": ["by": "idmeta"]]], ["not-overridable /steps/liveness/by"]),
                (
                    ["steps": ["liveness": ["verdict": [["otherwise": "pass"]]]]],
                    ["not-overridable /steps/liveness/verdict"]
                ),
                (["steps": ["liveness": ["attempts": ["max": 2]]]], ["not-overridable /steps/liveness/attempts/max"]),
                (["steps": ["livenes": ["timeout": "2s"]]], ["unknown-step /steps/livenes"]),
                (["steps": ["liveness": 1]], ["wrong-kind /steps/liveness"]),
                (["flags": ["strict": false]], ["not-overridable /flags/strict"]),
                (["flags": ["least": 0.4]], ["out-of-range /flags/least"]),
                (["flags": ["leest": 0.4]], ["unknown-field /flags/leest"]),
                (["profile": "US"], ["profile-mismatch /profile"]),
            ]
            for (more, errors) in cases {
                let answer = try await service.send("POST", "/v1/runs", try Self.body("DE", more))
                #expect(answer.status == 422 && Self.errors(answer) == errors, "\(answer.text)")
            }
            let refused = try await service.send("POST", "/v1/runs", try Self.body("FR"))
            #expect(refused.status == 422 && Self.errors(refused) == ["no-profile /applicant/country"])
        }
    }

    @Test func theDataChooseTheProfileAndTheRunIsPinnedToWhatItBecomes() async throws {
        try await TestService.with { service in
            try await service.publish("open", Self.flow)
            func start(_ body: Data) async throws -> (profile: String?, digest: String?) {
                let answer = try await service.send("POST", "/v1/runs", body)
                #expect(answer.status == 201, "\(answer.text)")
                return (answer["profile"] as? String, answer["digest"] as? String)
            }
            let german = try await start(Self.body("DE"))
            let named = try await start(Self.body("DE", ["profile": "DE"]))
            let american = try await start(Self.body("US"))
            let patient = try await start(Self.body("US", ["steps": ["liveness": ["timeout": "55s"]]]))
            let flag = try await start(Self.body("US", ["flags": ["least": 0.8]]))
            #expect(german.profile == "DE" && american.profile == "US" && patient.profile == "US")
            #expect(german.digest == named.digest && german.digest != nil)
            #expect(Set([german.digest, american.digest, patient.digest]).count == 3)
            // A flag's value is data of the run.
            #expect(flag.digest == american.digest)
        }
    }

    @Test func aFlowThatExtendsAnotherIsNotPublishedAlone() async throws {
        try await TestService.with { service in
            let text = "extends: base.yaml\n" + Self.flow
            let answer = try await service.send("PUT", "/v1/flows/open/1", Data(text.utf8), type: "application/yaml")
            #expect(answer.status == 422 && answer.code == "extends-not-here")
        }
    }
}
