extension FindingPages {
    /// What lets people through.
    static let statuses: [FindingPage] = [
        FindingPage(
            "needless-rule", "a rule that gives what `otherwise` gives",
            why: """
                It reads like a difference and makes none.
                """,
            instead: """
                remove it, or give it a `reason`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                  - review: checks.liveness.in_review
                """#,
            right: #"""
                  - verify: checks.liveness.passed
                  - review: checks.liveness.in_review
                    reason: unsure
                """#),
        FindingPage(
            "verifies-without-check", "somebody is verified without any check",
            why: """
                What the caller says of a person is no evidence.
                """,
            instead: """
                ask for a check in every `verify` rule.
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
                applicant: { selfie: image, tier: { type: string, one_of: [basic, plus], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - reject: checks.liveness.failed
                  - verify: applicant.tier == "basic"
                """#,
            right: #"""
                applicant: { selfie: image, tier: { type: string, one_of: [basic, plus], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: applicant.tier == "basic" && checks.liveness.passed
                """#),
        FindingPage(
            "verifies-despite-failure", "somebody is verified although a check failed",
            why: """
                No rule before it rejects, and the rule itself does not ask.
                """,
            instead: """
                add `&& checks.x.passed`, or reject above.
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
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - review: checks.document.in_review
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - review: checks.document.in_review
                  - verify: checks.liveness.passed && checks.document.passed
                """#),
        FindingPage(
            "unread-check", "a check whose answer changes nothing",
            why: """
                It is paid for, and a run is verified even when it failed.
                """,
            instead: """
                use it in `status`, or remove the step.
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
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#),
        FindingPage(
            "reason-is-no-name", "a reason that is a text",
            why: """
                Reasons are counted, compared and shown by programs.
                """,
            instead: """
                write one word, such as `sanctions_match`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                  - reject: checks.liveness.failed
                    reason: The face is not live
                """#,
            right: #"""
                  - verify: checks.liveness.passed
                  - reject: checks.liveness.failed
                    reason: not_live
                """#),
        FindingPage(
            "template-in-text", "`${…}` in a text that nothing is put into",
            why: """
                It would be shown as it stands.
                """,
            instead: """
                write the text without `${…}`.
                """,
            at: #"""
                version: 1
                """#,
            wrong: #"""
                version: 1
                title: "Onboarding of ${applicant.selfie}"
                """#,
            right: #"""
                version: 1
                title: Onboarding
                """#),
    ]
}
