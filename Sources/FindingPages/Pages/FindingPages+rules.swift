extension FindingPages {
    /// What decides.
    static let rules: [FindingPage] = [
        FindingPage(
            "no-otherwise", "a list of rules that does not end with `otherwise`",
            why: """
                When no rule holds, the run would be left without a status.
                """,
            instead: """
                end with `- otherwise: review`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                  - otherwise: review
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - verify: checks.liveness.passed
                  - otherwise: review
                """#),
        FindingPage(
            "unreachable-rule", "a rule that is never tried",
            why: """
                Rules are tried in order, and one before it always holds.
                """,
            instead: """
                put `otherwise` last.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                  - reject: checks.liveness.failed
                  - otherwise: review
                """#,
            right: #"""
                  - reject: checks.liveness.failed
                  - otherwise: review
                """#),
        FindingPage(
            "otherwise-verifies", "`otherwise` lets everybody through",
            why: """
                What no rule foresaw would be verified, an outage included.
                """,
            instead: """
                write `otherwise: review`, and say in a `verify` rule what has to be known.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: verify
                """#,
            right: #"""
                  - otherwise: review
                """#),
        FindingPage(
            "never-verifies", "no rule verifies anybody",
            why: """
                Every run would end at a person or with a refusal.
                """,
            instead: """
                add `- verify: …` with what has to be known.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - reject: checks.liveness.failed
                """#,
            right: #"""
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "outage-rejects", "a vendor's outage would reject the applicant",
            why: """
                That a vendor cannot be reached says nothing about a person.
                """,
            instead: """
                write `review`, or reject in `status` on `checks.x.ended == "attempts"`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    on_exhausted: reject
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    on_exhausted: review
                """#),
        FindingPage(
            "reads-later-step", "an expression reads a step that has not run yet",
            why: """
                Steps run in order; at this place the value is not there.
                """,
            instead: """
                move the other step up, or decide on it in `status`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict: [ { fail: checks.liveness.failed }, { otherwise: pass } ]
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict: [ { fail: result.liveness_score < 0.3 }, { otherwise: pass } ]
                """#),
        FindingPage(
            "unused-input", "the applicant is asked for something that nobody reads",
            why: """
                Personal data that is not needed should not be asked for.
                """,
            instead: """
                remove the field.
                """,
            at: #"""
                applicant: { selfie: image }
                """#,
            wrong: #"""
                applicant: { selfie: image, name: string }
                """#,
            right: #"""
                applicant: { selfie: image }
                """#),
        FindingPage(
            "unused-flag", "a flag that nothing reads",
            why: """
                Setting it would change nothing.
                """,
            instead: """
                use it in a `when`, a `verdict` or `status`, or remove it.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                flags: { strict: { type: bool, default: true } }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#),
        FindingPage(
            "unused-vendor", "a vendor that no step asks",
            why: """
                A verification would be opened there, or expected, for nothing.
                """,
            instead: """
                remove it, or name it in a step's `by`.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708" }, spare: { pack: idmeta, trust_flow: "1709" } }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#),
    ]
}
