extension FindingPages {
    /// Names that lead nowhere.
    static let names: [FindingPage] = [
        FindingPage(
            "unknown-vendor", "a vendor that is not known",
            why: """
                A step asks a vendor of the flow, and a vendor of the flow is a pack; a name that is neither \
                leads nowhere.
                """,
            instead: """
                name one of `vendors`, or one of the packs.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: idmeat
                """#,
            right: #"""
                    by: idmeta
                """#),
        FindingPage(
            "unknown-check", "a check that is not known",
            why: """
                What a check takes and gives is known by its name.
                """,
            instead: """
                name one of the checks that the help lists.
                """,
            at: #"""
                    check: biometrics
                """#,
            wrong: #"""
                    check: biometric
                """#,
            right: #"""
                    check: biometrics
                """#),
        FindingPage(
            "unknown-step", "a step that is not there",
            why: """
                What changes a step that does not exist changes nothing.
                """,
            instead: """
                name a step by its id.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                profiles: { germany: { steps: { livenes: { timeout: 30s } } } }
                """#,
            right: #"""
                  - otherwise: review
                profiles: { germany: { steps: { liveness: { timeout: 30s } } } }
                """#),
        FindingPage(
            "unknown-field", "a field that is not there",
            why: """
                The value would always be missing, and the run would wait or end in doubt.
                """,
            instead: """
                name a field that the help lists.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.pased
                """#),
        FindingPage(
            "unknown-flag", "a flag that is not declared",
            why: """
                Flags are declared with a type and a default, so that every run has a value.
                """,
            instead: """
                declare it under `flags`, or correct the name.
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
                  - otherwise: review
                expires_after: 30d
                """#,
            wrong: #"""
                applicant: { selfie: image }
                flags: { least: { type: double, default: 0.7 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && checks.liveness.liveness_score >= flags.least
                  - otherwise: review
                expires_after: 30d
                profiles: { strict: { flags: { laest: 0.9 } } }
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { least: { type: double, default: 0.7 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && checks.liveness.liveness_score >= flags.least
                  - otherwise: review
                expires_after: 30d
                profiles: { strict: { flags: { least: 0.9 } } }
                """#),
        FindingPage(
            "unknown-setting", "a setting that the pack does not have",
            why: """
                It would be sent nowhere.
                """,
            instead: """
                name a setting that the help lists.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708", id_stile: legacy } }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708", id_style: legacy } }
                """#),
        FindingPage(
            "unknown-type", "a type that is not known",
            why: """
                By its type a field is checked when an applicant comes.
                """,
            instead: """
                write one of the types that the help lists.
                """,
            at: #"""
                applicant: { selfie: image }
                """#,
            wrong: #"""
                applicant: { selfie: imge }
                """#,
            right: #"""
                applicant: { selfie: image }
                """#),
        FindingPage(
            "unknown-input", "an input that the check does not take",
            why: """
                It would be left out, and the author believes that it was given.
                """,
            instead: """
                write the input that the help names.
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
                applicant: { full_name: string, birth_date: date }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: aml
                    check: watchlist
                    by: idmeta
                    input: { full_name: "${applicant.full_name}", birth_dat: "${applicant.birth_date}" }
                status:
                  - verify: checks.aml.passed
                """#,
            right: #"""
                applicant: { full_name: string, birth_date: date }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: aml
                    check: watchlist
                    by: idmeta
                    input: { full_name: "${applicant.full_name}", birth_date: "${applicant.birth_date}" }
                status:
                  - verify: checks.aml.passed
                """#),
        FindingPage(
            "unknown-name", "a name that expressions do not know",
            why: """
                An expression sees the applicant, flags and checks, and a few names more, by place.
                """,
            instead: """
                write the full name, such as `checks.liveness.passed`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - reject: check.liveness.failed
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - reject: checks.liveness.failed
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "unknown-policy", "a policy that is not declared",
            why: """
                What to repeat and how long to wait would be left open.
                """,
            instead: """
                declare it under `policies`, or correct the name.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                policies: { patient: { calls: 6 } }
                defaults: { retry: patient }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    retry: { use: patiant, deadline: 30m }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                policies: { patient: { calls: 6 } }
                defaults: { retry: patient }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    retry: { use: patient, deadline: 30m }
                """#),
        FindingPage(
            "unknown-reason", "a reason that is not known",
            why: """
                By its reasons a step knows which captures are worth another attempt.
                """,
            instead: """
                write a reason or a group that the help names.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face_not_fund] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face_not_found] }
                """#),
    ]
}
