import Diagnostics
import FlowCompiler
import FlowSamples
import Testing
import YAMLTree

/// What may be read where: an author guards exactly what the author made optional.
@Suite struct PositionTests {
    private static func codes(status rule: String, steps more: String = "", optional: String = "when: flags.on") throws
        -> [String]
    {
        let text = """
            flow: sample
            version: 1
            applicant: { selfie: image, full_name: string, nickname: string? }
            flags: { on: { type: bool, default: true }, strict: { type: bool, default: false } }
            vendors: { idmeta: { trust_flow: "1708" } }
            steps:
              - { id: live, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
              - id: aml
                check: watchlist
                by: idmeta
                input: { full_name: "${applicant.full_name}" }
                \(optional)
            \(more)
            status:
              - review: '\(rule)'
                reason: rule
              - verify: checks.live.passed && checks.aml.passed && !flags.strict
              - otherwise: review
            expires_after: 30d
            """
        var findings = Findings()
        let file = SourceFile(path: "flow.yaml", text: text)
        for document in YAMLReader.read(file, findings: &findings) {
            _ = try Flow.compiler.compile(document, findings: &findings)
        }
        // Of flags and fields that one of the rules does not use, there is nothing to be said here.
        return findings.sorted.map(\.code).filter { !["unused-flag", "unused-input"].contains($0) }
    }

    static let guarded = [
        "checks.aml.ran && checks.aml.hits.size() > 0",
        "!checks.aml.ran || checks.aml.hits.size() > 0",
        "checks.aml.ran ? checks.aml.hits.size() > 0 : flags.strict",
        "!(!checks.aml.ran || checks.aml.hits.size() == 0)",
        "checks.aml.ended == \"answered\" && checks.aml.hits.size() > 0",
        "checks.aml.ended != \"skipped\" && checks.aml.hits.size() > 0",
        "(checks.aml.passed || checks.aml.failed) && checks.aml.hits.size() > 0",
        "checks.aml.verdict in [\"review\", \"failed\"] && checks.aml.hits.size() > 0",
        "checks.aml.in_review && checks.aml.hits.exists(h, h.score > 80.0)",
        "has(checks.aml.hits) && checks.aml.hits.size() > 0",
        "flags.on && checks.aml.hits.size() > 0",
        "checks.aml.attempts > 1 && checks.live.liveness_score < 0.5",
        "has(applicant.nickname) && applicant.nickname == \"x\"",
        "applicant.?nickname.orValue(\"\") == \"x\"",
    ]

    @Test(arguments: guarded) func whatIsGuardedMayBeRead(_ rule: String) throws {
        #expect(try Self.codes(status: rule) == [])
    }

    static let bare: [(rule: String, code: String)] = [
        ("checks.aml.hits.size() > 0", "may-not-have-run"),
        ("checks.aml.ran || checks.aml.hits.size() > 0", "may-not-have-run"),
        ("checks.aml.hits.size() > 0 && checks.aml.ran", "may-not-have-run"),
        ("!checks.aml.ran && checks.aml.hits.size() > 0", "may-not-have-run"),
        ("checks.live.passed && checks.aml.hits.size() > 0", "may-not-have-run"),
        ("checks.aml.ended != \"unavailable\" && checks.aml.hits.size() > 0", "may-not-have-run"),
        ("flags.strict && checks.aml.hits.size() > 0", "may-not-have-run"),
        ("applicant.nickname == \"x\"", "optional-field"),
    ]

    @Test(arguments: bare) func whatIsBareMayNot(_ row: (rule: String, code: String)) throws {
        #expect(try Self.codes(status: row.rule) == [row.code])
    }

    @Test func aStepThatAlwaysRunsNeedsNoGuard() throws {
        #expect(try Self.codes(status: "checks.aml.hits.size() > 0", optional: "timeout: 30s") == [])
        let skip = "on_exhausted: { unavailable: skip, otherwise: review }"
        #expect(try Self.codes(status: "checks.aml.hits.size() > 0", optional: skip) == ["may-not-have-run"])
    }

    /// Once a `decide` has been passed its rules were false.
    @Test func aPassedDecideIsRemembered() throws {
        let decide = "  - decide: [ { cancel: '!checks.aml.ran', reason: unscreened } ]"
        #expect(try Self.codes(status: "checks.aml.hits.size() > 0", steps: decide) == [])
    }

    @Test func aBranchAndARaceMayNotHaveRun() throws {
        let other = "{ id: more, check: biometrics, by: idmeta, input: { image: \"${applicant.selfie}\" } }"
        let rule = "checks.more.liveness_score < 0.5"
        let choose = "  - choose: [ { when: flags.strict, steps: [ \(other) ] }, { otherwise: [] } ]"
        #expect(try Self.codes(status: rule, steps: choose).contains("may-not-have-run"))
        #expect(try !Self.codes(status: "flags.strict && \(rule)", steps: choose).contains("may-not-have-run"))
        let second = other.replacing("id: more", with: "id: second")
        let race = "  - { id: alive, parallel: { join: any, steps: [ \(other), \(second) ] } }"
        #expect(try Self.codes(status: rule, steps: race).contains("may-not-have-run"))
        let all = "  - { id: alive, parallel: { steps: [ \(other), \(second) ] } }"
        #expect(try !Self.codes(status: rule, steps: all).contains("may-not-have-run"))
    }
}
