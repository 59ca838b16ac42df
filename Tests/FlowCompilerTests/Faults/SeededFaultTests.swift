import Diagnostics
import Testing

/// One fault each, put into one flow without any; what is found, and nothing besides.
@Suite struct SeededFaultTests {
    private static let flow = """
        flow: seeded
        version: 1
        applicant:
          name: { type: string, max_length: 80 }
          born: date
          mail: email
          selfie: image
          front: image
          owners: { list: { full_name: string, share: double }, max: 4 }
        flags:
          strict: { type: bool, default: true }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - id: live
            check: biometrics
            by: idmeta
            input: { image: "${applicant.selfie}" }
            attempts: 2
            verdict:
              - fail: result.liveness_score < 0.3
              - otherwise: pass
          - id: aml
            check: watchlist
            by: idmeta
            when: flags.strict
            input: { full_name: "${applicant.name}", birth_date: "${applicant.born}" }
          - id: owners
            each: owner
            in: applicant.owners
            min: 1
            max: 4
            flow: person@3
            applicant: { full_name: "${owner.full_name}" }
            within: 4d
          - id: desk
            when: checks.live.in_review
            review: { queue: desk, shows: [live], within: 1d }
          - id: enrol
            act: face_enrol
            by: idmeta
            input: { image: "${applicant.front}" }
        status:
          - reject: age(applicant.born) < 18 || applicant.mail == ""
            reason: young
          - reject: checks.live.failed && !(reviews.desk.ran && reviews.desk.answer == "verify")
          - review: checks.aml.ran && checks.aml.hits.size() > 0
            reason: hit
          - review: flows.owners.items.exists(o, o.status != "verified")
            reason: owner
          - verify: (checks.live.passed || (reviews.desk.ran && reviews.desk.answer == "verify"))
                    && (!flags.strict || checks.aml.passed) && acts.enrol.ran
          - otherwise: review
        after:
          - { id: again, act: face_enrol, by: idmeta, when: status == "verified", input: { image: "${applicant.selfie}" } }
        overridable: [flags.strict]
        expires_after: 30d
        """

    private static func codes(_ text: String) throws -> [String] {
        try FaultTests.findings(in: text).sorted.map(\.code)
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        var name: String
        var old: String
        var new: String
        var codes: [String]
        var testDescription: String { name }

        init(_ name: String, _ old: String, _ new: String, _ codes: String...) {
            self.name = name
            self.old = old
            self.new = new
            self.codes = codes
        }
    }

    private static let missed = [
        Fault("a length below nothing", "max_length: 80", "max_length: -1", "out-of-range"),
        Fault(
            "a limit that no number reaches", "default: true }",
            "default: true }\n  most: { type: double, default: 1.0, max: 1e400 }", "out-of-range"),
        Fault(
            "a limit inside a list", "share: double", "share: { type: double, max: 1 }", "limit-inside"),
        Fault(
            "a rule of two constants", "- review: checks.aml.ran", "- review: 1 == 1 || checks.aml.ran", "always-holds"),
        Fault("a size below nothing", "hits.size() > 0", "hits.size() < 0", "beyond-range"),
        Fault("a status that no child has", "o.status != \"verified\"", "o.status != \"done\"", "no-such-value"),
        Fault(
            "a status that no run has, afterwards", "status == \"verified\", input", "status == \"done\", input",
            "no-such-value"),
        Fault(
            "what may not have run, afterwards", "status == \"verified\", input", "checks.aml.hits.size() > 0, input",
            "may-not-have-run"),
        Fault("a century for an expiry", "expires_after: 30d", "expires_after: 1000000000d", "wrong-duration"),
        Fault(
            "a field without its template", "\"${applicant.name}\"", "\"{applicant.name}\"", "unfilled-text"),
        Fault("open to requests twice", "[flags.strict]", "[flags.strict, flags.strict]", "repeated-choice"),
        Fault(
            "an arm after `otherwise`", "- fail: result.live", "- otherwise: pass\n      - fail: result.live",
            "unreachable-rule"),
        Fault(
            "text that is no date", "birth_date: \"${applicant.born}\"", "birth_date: \"${applicant.name}\"",
            "wrong-type"),
        Fault("the age of an address", "age(applicant.born)", "age(applicant.mail)", "not-a-date"),
        Fault(
            "a rejection too late", "- otherwise: review", "- reject: applicant.name == \"Jo\"\n  - otherwise: review",
            "overtaken-rejection"),
        Fault(
            "a rejection of whoever passed",
            "- reject: checks.live.failed && !(reviews.desk.ran && reviews.desk.answer == \"verify\")",
            "- reject: checks.live.ran && !checks.live.failed\n  - reject: checks.aml.passed\n  - reject: \"!flags.strict\"",
            "shadowed-rule"),
        Fault(
            "an invariant that lets nobody through", "expires_after: 30d",
            "expires_after: 30d\ninvariants:\n  - never: status == \"verified\" && acts.enrol.ran",
            "impossible-invariant"),
        Fault("verified for not passing", "|| checks.aml.passed)", "|| !checks.aml.passed)", "verifies-unless-passed"),
    ]

    private static let toldOnce = [
        Fault(
            "a misspelt input", "full_name: \"${applicant.name}\"", "ful_name: \"${applicant.name}\"", "unknown-input"),
        Fault("a misspelt section", "applicant:\n  name", "aplicant:\n  name", "unknown-key"),
        Fault("a misspelt kind", "    each: owner\n", "    eahc: owner\n", "unknown-key"),
        Fault("a step without its kind", "    review: { queue: desk, shows: [live], within: 1d }\n", "", "missing-key"),
        Fault(
            "an `otherwise` at the wrong place", "- review: checks.aml.ran",
            "- otherwise: reject\n  - review: checks.aml.ran", "unreachable-rule"),
        Fault("a word that is none behind `otherwise`", "- otherwise: pass", "- otherwise: ignore", "unknown-choice"),
        Fault("an id twice", "- id: desk\n    when", "- id: aml\n    when", "duplicate-id", "unknown-field"),
        Fault("a macro of another language", "hits.size() > 0", "hits.any(h, h.score > 1.0)", "unknown-function"),
        Fault("a guard that could not be read", "when: flags.strict", "when: flags.strikt", "unknown-field"),
        Fault("`has` of nothing", "when: flags.strict", "when: has()", "bad-macro"),
        Fault(
            "a rule that is `false`", "- reject: age(applicant.born) < 18 || applicant.mail == \"\"", "- reject: false",
            "never-holds"),
        Fault(
            "a guard lost, and read twice", "checks.aml.ran && checks.aml.hits.size() > 0",
            "checks.aml.hits.size() > 0 || checks.aml.hits.exists(h, h.score > 1.0)", "may-not-have-run"),
    ]

    @Test func theFlowItselfIsClean() throws { #expect(try Self.codes(Self.flow) == []) }

    @Test(arguments: missed + toldOnce) func isToldInThisWayAlone(_ fault: Fault) throws {
        try #require(Self.flow.contains(fault.old))
        let text = Self.flow.replacingOccurrences(of: fault.old, with: fault.new)
        #expect(try Self.codes(text) == fault.codes)
    }
}

extension String {
    fileprivate func replacingOccurrences(of old: String, with new: String) -> String {
        guard let range = ranges(of: old).first else { return self }
        return self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
