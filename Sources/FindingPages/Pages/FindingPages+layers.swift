extension FindingPages {
    /// Metadata, profiles, notices.
    static let layers: [FindingPage] = [
        FindingPage(
            "personal-metadata", "personal data in `metadata`",
            why: """
                Metadata is free text at the vendors and in our notices; nobody guards it as personal data is \
                guarded.
                """,
            instead: """
                leave it out, or declare a field that says nothing of a person `personal: false`.
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
                applicant: { selfie: image, tier: string }
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
            "personal-result-in-metadata", "what a check read of a person in `metadata`",
            why: """
                Metadata is free text at the vendors and in our notices; nobody guards it as personal data is \
                guarded.
                """,
            instead: """
                write what it comes to, such as `checks.x.passed`.
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
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                  - otherwise: review
                metadata: { name: "${checks.identity.?person.?full_name.orValue('')}" }
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
                  - otherwise: review
                metadata: { is_known: "${checks.identity.passed}" }
                """#),
        FindingPage(
            "metadata-too-late", "metadata that is known after it was sent",
            why: """
                This vendor takes metadata when its verification is opened, before any check has ended.
                """,
            instead: """
                write what is known at once.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                metadata: { live: "${checks.liveness.passed}" }
                """#,
            right: #"""
                  - otherwise: review
                metadata: { source: app }
                """#),
        FindingPage(
            "empty-profile", "a profile that changes nothing",
            why: """
                It looks like a difference, and is none.
                """,
            instead: """
                remove it, or write what it changes.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                profiles:
                  germany: {}
                """#,
            right: #"""
                  - otherwise: review
                profiles:
                  germany: { steps: { liveness: { timeout: 30s } } }
                """#),
        FindingPage(
            "needless-override", "a profile that sets what is so anyway",
            why: """
                When the flow is changed, the profile silently keeps the old value.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    timeout: 30s
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                profiles:
                  germany: { steps: { liveness: { timeout: 30s } } }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    timeout: 30s
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                profiles:
                  germany: { steps: { liveness: { timeout: 60s } } }
                """#),
        FindingPage(
            "event-never-sent", "a notice of what cannot happen",
            why: """
                Whoever waits for it waits in vain.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                notify:
                  - url: https://hooks.example.com/x
                    on: [verified, applicant_needed]
                    secret: "${env.HOOK_SECRET}"
                """#,
            right: #"""
                  - otherwise: review
                notify:
                  - url: https://hooks.example.com/x
                    on: [verified]
                    secret: "${env.HOOK_SECRET}"
                """#),
        FindingPage(
            "misread-elsewhere", "a word that other YAML tools read as true or false",
            why: """
                `no` is text here (YAML 1.2), and `false` to tools of YAML 1.1.
                """,
            instead: """
                quote it.
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
                applicant: { selfie: image, tier: { type: string, one_of: [de, no] } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && has(applicant.tier)
                """#,
            right: #"""
                applicant: { selfie: image, tier: { type: string, one_of: [de, "no"] } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && has(applicant.tier)
                """#),
    ]
}
