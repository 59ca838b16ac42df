import Diagnostics
import FlowCompiler
import FlowSamples
import FlowSimulator
import Testing
import YAMLTree

/// A scenario of a small flow, given as lines, and played.
enum Played {
    private static func flow(_ step: String, _ more: String) -> String {
        """
        flow: sample
        version: 1
        applicant: { selfie: image, name: string }
        vendors: { idmeta: { trust_flow: "1708", metadata_path: /m }, spare: { pack: idmeta, trust_flow: "1" } }
        steps:
          - id: liveness
            check: biometrics
            by: [idmeta, spare]
            input: { image: "${applicant.selfie}" }
            attempts: { max: 3, within: 1d }
            \(step)
        metadata: { name: "${applicant.name}" }
        status:
          - verify: checks.liveness.passed
          - otherwise: review
        \(more)
        """
    }

    static func report(
        _ scenario: String, step: String = "timeout: 30s", more: String = "expires_after: 7d", seed: UInt64 = 1
    ) throws -> DryRun.Report {
        var findings = Findings()
        let text = """
            flow: sample
            scenarios:
              - name: one
                applicant: { selfie: "@selfie.jpg", name: Hannah }
            \(scenario.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
            """
        let flow = try #require(Flow.node(flow(step, more), findings: &findings))
        let document = try #require(Flow.node(text, named: "scenarios.yaml", findings: &findings))
        let prepared = try Flow.compiler.scenarios(document, of: flow, findings: &findings)
        #expect(findings.sorted.filter { $0.severity == .error }.map(\.message) == [])
        return try Examples.Example(file: "played", prepared: try #require(prepared.first)).run(seed: seed)
    }
}
