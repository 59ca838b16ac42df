extension FindingPages {
    /// What judges an answer, and a run.
    static let verdicts: [FindingPage] = [
        FindingPage(
            "constant-again", "an `again_if` that does not vary",
            why: """
                Either nobody is asked again by it, or everybody is, until the attempts are used up.
                """,
            instead: """
                write which answers deserve another try.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, again_if: result.liveness_score < 0.5 || true }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, again_if: result.liveness_score < 0.5 }
                """#),
        FindingPage(
            "again-without-result", "an `again_if` that does not look at the answer",
            why: """
                Another try cannot change what it asks.
                """,
            instead: """
                read `result.…`.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, again_if: flags.check_face }
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, again_if: flags.check_face && result.liveness_score < 0.5 }
                """#),
        FindingPage(
            "verdict-without-result", "a verdict that does not look at the answer",
            why: """
                The vendor is paid for an answer that changes nothing.
                """,
            instead: """
                read `result.…` in one of the arms.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - fail: flags.check_face
                      - otherwise: review
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - fail: flags.check_face && result.liveness_score < 0.5
                      - otherwise: review
                """#),
        FindingPage(
            "verdict-passes-all", "a verdict that every answer passes",
            why: """
                The check is made, and whoever takes part is let through.
                """,
            instead: """
                say what fails, and what a person has to look at.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict: [ { otherwise: pass } ]
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict: [ { fail: result.liveness_score < 0.5 }, { otherwise: pass } ]
                """#),
        FindingPage(
            "needless-arm", "an arm that gives what `otherwise` gives",
            why: """
                It reads like a difference and makes none.
                """,
            instead: """
                remove it.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - fail: result.liveness_score < 0.5
                      - review: result.liveness_score < 0.7
                      - otherwise: review
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - fail: result.liveness_score < 0.5
                      - otherwise: review
                """#),
        FindingPage(
            "needless-overrule", "`overrules_vendor` where nothing is overruled",
            why: """
                It is a loud word, and readers look for what it does.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - { fail: result.liveness_score < 0.5, overrules_vendor: true }
                      - otherwise: pass
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - { fail: result.liveness_score < 0.5 }
                      - otherwise: pass
                """#),
    ]
}
