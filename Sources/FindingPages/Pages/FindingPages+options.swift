extension FindingPages {
    /// Sessions, options, policies.
    static let options: [FindingPage] = [
        FindingPage(
            "no-session", "`session` for a vendor without a page of its own",
            why: """
                The vendor answers the call itself.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: [ { idmeta: { session: { link_for: 2d } } } ]
                """#,
            right: #"""
                    by: [ idmeta ]
                """#),
        FindingPage(
            "bad-address", "a way back that is no web address",
            why: """
                The vendor's page could not send the applicant anywhere.
                """,
            instead: """
                write it with its scheme.
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
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                    session: { return_to: app.example.com/done }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                    session: { return_to: https://app.example.com/done }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "session-shared", "two steps in one session",
            why: """
                A session is a verification of its own; nothing else can be made in it.
                """,
            instead: """
                add a second entry of the vendor under `vendors`.
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
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                  - id: second
                    check: identity
                    by: idenfy
                status:
                  - verify: checks.identity.passed && checks.second.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {}, idenfy_2: { pack: idenfy } }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                  - id: second
                    check: identity
                    by: idenfy_2
                status:
                  - verify: checks.identity.passed && checks.second.passed
                """#),
        FindingPage(
            "misplaced-options", "options beside `by`",
            why: """
                Options are a vendor's own, and another vendor of the list knows nothing of them.
                """,
            instead: """
                write them under the vendor.
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
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                    options: { check_liveness: true }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "unknown-option", "an option that the vendor does not have",
            why: """
                It would be refused at the first call, or silently ignored.
                """,
            instead: """
                write the option that the help names.
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
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_livenes: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "wrong-option", "an option with a value that the vendor's contract forbids",
            why: """
                The vendor would refuse the call.
                """,
            instead: """
                write what the contract allows.
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
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: "perhaps" } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "option-not-literal", "an option that varies",
            why: """
                An option can switch a check off, and no invariant sees it.
                """,
            instead: """
                write the value itself. What a pack opens to requests, as harmless, may also vary: a language, the answer
                that a questionnaire begins with.
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
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: "${applicant.first_name == 'x'}" } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "vendor-cannot", "a vendor is asked for a check that it does not make",
            why: """
                There is no call to send.
                """,
            instead: """
                ask a vendor that can, or for another check.
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
                applicant: { first_name: string }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: identity
                    check: identity
                    by: idmeta
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "nested-policy", "a policy that uses another one",
            why: """
                Whoever reads the second would have to look in two places.
                """,
            instead: """
                write its fields.
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
                policies:
                  short: { calls: 2 }
                  shorter: { use: short, initial: 1s }
                defaults: { retry: shorter }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    retry: short
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                policies:
                  short: { calls: 2 }
                  shorter: { calls: 2, initial: 1s }
                defaults: { retry: shorter }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    retry: short
                """#),
    ]
}
