extension FindingPages {
    /// The text itself.
    static let texts: [FindingPage] = [
        FindingPage(
            "unclosed-expression", "`${` without `}`",
            why: """
                Where the expression ends is not known.
                """,
            instead: """
                close it, or write `$${` for the characters themselves.
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
                """#,
            wrong: #"""
                applicant: { selfie: image, tier: { type: string, personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                metadata: { tier: "${applicant.tier" }
                """#,
            right: #"""
                applicant: { selfie: image, tier: { type: string, personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                metadata: { tier: "${applicant.tier}" }
                """#),
        FindingPage(
            "unexpected-tag", "a YAML tag",
            why: """
                Tags mean nothing in a flow; the text was probably meant to begin with `!`.
                """,
            instead: """
                quote the value.
                """,
            at: #"""
                version: 1
                """#,
            wrong: #"""
                version: 1
                title: !important onboarding
                """#,
            right: #"""
                version: 1
                title: "!important onboarding"
                """#),
        FindingPage(
            "wrong-key", "a key that is no name",
            why: """
                Keys are names; a list or nothing is none.
                """,
            instead: """
                write a name.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                metadata: { ~: app }
                """#,
            right: #"""
                  - otherwise: review
                metadata: { source: app }
                """#),
        FindingPage(
            "cut-text", "a text that ends where a comment begins",
            why: """
                YAML reads ` #` as the beginning of a comment; the rest is gone without a word.
                """,
            instead: """
                quote the text.
                """,
            at: #"""
                version: 1
                """#,
            wrong: #"""
                version: 1
                title: it's "Onboarding #1"
                """#,
            right: #"""
                version: 1
                title: 'its "Onboarding #1"'
                """#),
        FindingPage(
            "bad-merge", "`<<` without a mapping",
            why: """
                Only a mapping can be laid under another.
                """,
            instead: """
                write `<<: *name`, where `&name` stands before a mapping.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: idmeta
                    <<: selfie
                """#),
        FindingPage(
            "tab-indentation", "a tab in the indentation",
            why: """
                YAML indents with spaces; how wide a tab is nobody knows.
                """,
            instead: """
                replace it by spaces.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                \#t- verify: checks.liveness.passed
                """#),
        FindingPage(
            "yaml-syntax", "the text is no YAML",
            why: """
                Nothing behind this place can be read.
                """,
            instead: """
                write what the message asks for.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708" }
                """#),
        FindingPage(
            "byte-order-mark", "a byte order mark at the beginning",
            why: """
                Some tools take it for text.
                """,
            instead: """
                save the file without.
                """,
            at: #"""
                flow: sample
                """#,
            wrong: #"""
                \#u{FEFF}flow: sample
                """#),
        FindingPage(
            "control-character", "a character that YAML does not allow",
            why: """
                It cannot be seen, and other tools refuse the file.
                """,
            instead: """
                remove it, or write it as an escape in double quotes.
                """,
            at: #"""
                version: 1
                """#,
            wrong: #"""
                version: 1
                title: Onboard\#u{7}ing
                """#,
            right: #"""
                version: 1
                title: Onboarding
                """#),
        FindingPage(
            "too-deep", "brackets that nest too deep",
            why: """
                Nobody reads it, and a program could be made to fail by it.
                """,
            instead: """
                split it.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((checks.liveness.passed))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
                """#),
    ]
}
