extension FindingPages {
    /// What is declared of fields, and given to others.
    static let inputs: [FindingPage] = [
        FindingPage(
            "limit-inside", "a limit of a field inside another one",
            why: """
                Limits are held against the fields of `applicant` itself; inside a list or another field nobody would.
                """,
            instead: """
                write the type alone, with `?` where it may be left out.
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
                """#,
            wrong: #"""
                applicant: { selfie: image, owners: { list: { name: string, share: { type: double, max: 1 } }, max: 9 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.owners.exists(o, o.share > 0.5)
                """#,
            right: #"""
                applicant: { selfie: image, owners: { list: { name: string, share: double }, max: 9 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.owners.exists(o, o.share > 0.5)
                """#),
        FindingPage(
            "unfilled-text", "a field's name outside of `${…}`",
            why: """
                Text is given as it stands: a vendor would look for somebody called `applicant.name`.
                """,
            instead: """
                write `${applicant.name}`.
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
                """#,
            wrong: #"""
                applicant: { selfie: image, order: { type: string, personal: false } }
                metadata: { order: "{applicant.order}", again: "${applicant.order}" }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                """#,
            right: #"""
                applicant: { selfie: image, order: { type: string, personal: false } }
                metadata: { order: "${applicant.order}", again: "${applicant.order}" }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                """#),
        FindingPage(
            "verifies-unless-passed", "those alone are verified who did not pass",
            why: """
                A `!` too many, or `failed` for `passed`: whoever passes the check is not let through, and whoever does not is.
                """,
            instead: """
                write `checks.x.passed`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - reject: checks.liveness.failed
                  - verify: checks.liveness.ran && !checks.liveness.passed
                """#,
            right: #"""
                  - reject: checks.liveness.failed
                  - verify: checks.liveness.passed
                """#),
    ]
}
