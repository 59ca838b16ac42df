extension FindingPages {
    /// What vendors take.
    static let vendors: [FindingPage] = [
        FindingPage(
            "setting-missing", "a setting that the vendor needs is not given",
            why: """
                Without it no call can be made.
                """,
            instead: """
                give it under the vendor's name in `vendors`.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: {} }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#),
        FindingPage(
            "secret-in-flow", "a secret stands in a flow",
            why: """
                Flows are shared, stored and shown.
                """,
            instead: """
                leave it out and set the environment variable that the help names.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708", token: abc } }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#),
        FindingPage(
            "missing-input", "an input that the check needs is not given",
            why: """
                The vendor would refuse the call.
                """,
            instead: """
                add it to `input`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: {}
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                """#),
        FindingPage(
            "contract-forbids", "an input that the vendor's contract does not allow",
            why: """
                The call would be refused before it leaves, in every run or in those of some applicants, and the run would \
                go to a person.
                """,
            instead: """
                give what the vendor takes; narrow a field whose longest or rarest value it does not take.
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
                applicant: { first_name: { type: string, max_length: 200 } }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: { type: string, max_length: 80 } }
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
            "no-parent", "`parent` at a vendor whose verifications stand alone",
            why: """
                The vendor takes no word of another verification, so none of its own would belong to it.
                """,
            instead: """
                leave `parent` out.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708", parent: required } }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#),
        FindingPage(
            "missing-parent-verification", "a flow is started that belongs to a verification which is never opened",
            why: """
                The other flow says `parent: required` of a vendor. Without a verification of this run there, none of it can
                be begun, and its step would fail each time.
                """,
            instead: """
                ask that vendor for a check before the step, or write `parent: allowed` in the other flow.
                """),
        FindingPage(
            "unknown-evidence", "`evidence` that no vendor of the flow gives",
            why: """
                Nothing of that name can be fetched, so the run would be kept without it.
                """,
            instead: """
                write what one of the vendors gives, or leave it out.
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
                vendors: { idenfy: {} }
                steps: [ { id: identity, check: identity, by: idenfy } ]
                evidence: [repport]
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                vendors: { idenfy: {} }
                steps: [ { id: identity, check: identity, by: idenfy } ]
                evidence: [report]
                status:
                  - verify: checks.identity.passed
                """#),
    ]
}
