extension FindingPages {
    /// What comes before what.
    static let order: [FindingPage] = [
        FindingPage(
            "wait-for-nothing", "a wait that no step follows",
            why: """
                Every run is only made slower.
                """,
            instead: """
                remove it, or put it before what has to wait.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                  - wait: 1h
                """#),
        FindingPage(
            "step-never-reached", "a step behind the end of every run",
            why: """
                Every run is decided before it.
                """,
            instead: """
                say in `decide` what has to be so for the run to end.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - reject: checks.liveness.failed
                      - cancel: checks.liveness.passed
                      - cancel: checks.liveness.verdict in ["review", "unknown"]
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#,
            right: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - reject: checks.liveness.failed
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#),
        FindingPage(
            "early-verify", "somebody is verified before every step has ended",
            why: """
                What comes later could have spoken against it.
                """,
            instead: """
                write the rule in `status`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - verify: checks.liveness.passed
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - reject: checks.liveness.failed
                """#),
        FindingPage(
            "misplaced-problem", "a `problem` beside another word than `fail`",
            why: """
                Only a run that fails tells its caller a problem (RFC 9457).
                """,
            instead: """
                write `reason` for the others.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - reject: checks.liveness.failed
                        problem: { type: "https://example.com/p", title: Not live, status: 422 }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - fail: checks.liveness.failed
                        problem: { type: "https://example.com/p", title: Not live, status: 422 }
                """#),
        FindingPage(
            "endless-wait", "a wait that is longer than the run",
            why: """
                The run is expired before it is over.
                """,
            instead: """
                wait for less, or make `expires_after` longer.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - wait: 60d
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#,
            right: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - wait: 1d
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#),
        FindingPage(
            "no-steps", "a flow without steps",
            why: """
                Nothing would be known of anybody.
                """,
            instead: """
                add a step.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                steps: []
                status:
                """#),
    ]
}
