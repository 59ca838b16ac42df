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
    ]
}
