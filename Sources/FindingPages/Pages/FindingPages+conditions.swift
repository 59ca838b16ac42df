extension FindingPages {
    /// What conditions come to.
    static let conditions: [FindingPage] = [
        FindingPage(
            "never-holds", "a rule that can never hold",
            why: """
                It was meant to catch something, and catches nothing.
                """,
            instead: """
                write what was meant; the parts exclude each other.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - reject: checks.liveness.failed && checks.liveness.passed
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - reject: checks.liveness.failed
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "always-holds", "a rule that decides every run",
            why: """
                No rule after it is ever tried.
                """,
            instead: """
                write what it depends on, or `otherwise` as the last rule.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - review: checks.liveness.passed || !checks.liveness.passed
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - review: checks.liveness.in_review
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "shadowed-rule", "an earlier rule takes every case of this one",
            why: """
                The first rule that holds decides; this one never comes to its turn.
                """,
            instead: """
                remove it, or put the narrower rule first.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                  - reject: checks.liveness.passed && checks.liveness.liveness_score < 0.3
                """#,
            right: #"""
                  - reject: checks.liveness.passed && checks.liveness.liveness_score < 0.3
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "step-never-runs", "a step whose `when` never holds",
            why: """
                It looks like a check that is made, and it is not.
                """,
            instead: """
                remove the step, or write when it is wanted.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                """#,
            wrong: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    when: flags.check_face && !flags.check_face
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    when: flags.check_face
                """#),
        FindingPage(
            "needless-when", "a `when` that always holds",
            why: """
                The step looks as if it could be skipped, and readers guard against what never happens.
                """,
            instead: """
                leave `when` out.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: idmeta
                    when: true
                """#),
        FindingPage(
            "idle-invariant", "an invariant that no run could break",
            why: """
                It looks like a safeguard and guards nothing.
                """,
            instead: """
                write what must not happen: `never: status == \"verified\" && …`.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                invariants:
                  - never: checks.liveness.passed && checks.liveness.failed
                """#,
            right: #"""
                  - otherwise: review
                invariants:
                  - never: status == "verified" && !checks.liveness.passed
                """#),
        FindingPage(
            "impossible-invariant", "an invariant that every run breaks",
            why: """
                No run could end but with a person.
                """,
            instead: """
                write what must not happen.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                invariants:
                  - never: checks.liveness.passed || !checks.liveness.passed
                """#,
            right: #"""
                  - otherwise: review
                invariants:
                  - never: status == "verified" && !checks.liveness.passed
                """#),
    ]
}
