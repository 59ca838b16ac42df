import Diagnostics
import FlowCompiler
import FlowSamples
import Testing
import YAMLTree

@Suite struct SilenceTests {
    private static let known = ["unused-flag", "unknown-field", "needless-comparison"]

    /// A flow with a flag that nothing reads, and what is found in it once silences are applied.
    private static func codes(above: String = "", behind: String = "", rule: String = "checks.liveness.passed") throws
        -> [String]
    {
        let text = """
            flow: sample
            version: 1
            title: "# trustflow: this is no comment"
            applicant: { selfie: image }
            flags:
              \(above)
              beta: { type: bool, default: false }   \(behind)
            vendors: { idmeta: { trust_flow: "1708" } }
            steps:
              - { id: liveness, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
            status:
              - verify: \(rule)   # trustflow: allow unknown-field because it comes later
              - otherwise: review
            """
        let file = SourceFile(path: "flow.yaml", text: text)
        var findings = Findings()
        let documents = YAMLReader.read(file, findings: &findings)
        for document in documents { _ = try Flow.compiler.compile(document, findings: &findings) }
        Silences(file, documents: documents).apply(to: &findings, known: known)
        // The rule's own silence is about the last test alone.
        return findings.sorted.map(\.code).filter { $0 != "unneeded-silence" || behind.contains("needless") }
    }

    private static let silence = "# trustflow: allow unused-flag because the app reads it"

    @Test func aWarningIsSilencedOnItsLineOrAboveIt() throws {
        #expect(try Self.codes() == ["unused-flag"])
        #expect(try Self.codes(behind: Self.silence) == [])
        #expect(try Self.codes(above: Self.silence) == [])
    }

    @Test(arguments: [
        ("# trustflow: allow unused-flag", ["unused-flag", "silence-without-reason"]),
        ("# trustflow: ignore unused-flag because", ["unused-flag", "bad-silence"]),
        ("# trustflow: allow unsued-flag because the app reads it", ["unused-flag", "unknown-code"]),
        ("# trustflow: allow unused-flag, needless-comparison because x", ["unneeded-silence", "unneeded-silence"]),
    ]) func whatSilencesNothingIsAFinding(_ comment: String, _ codes: [String]) throws {
        #expect(try Self.codes(behind: comment) == codes)
    }

    @Test func anErrorCannotBeSilenced() throws {
        let codes = try Self.codes(behind: Self.silence, rule: "checks.liveness.pased")
        #expect(Set(codes) == ["unknown-field", "silenced-error"])
    }
}
