extension FindingPages {
    /// Notices, metadata, attempts and layers.
    static let rest: [FindingPage] = [
        FindingPage(
            "bad-notify-url", "an address that cannot be told",
            why: """
                What is told of a run travels encrypted, to a host that the address names, and without a \
                password in the flow.
                """,
            instead: """
                write an address that begins with `https://`, without a name and a password.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                notify:
                  - url: http://hooks.example.com/x
                    on: [verified]
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
            "unsigned-notify", "an address without a secret to sign with",
            why: """
                Whoever is told of a run has to be able to tell that it came from here.
                """,
            instead: """
                add `secret` with a variable of the environment.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                notify:
                  - url: https://hooks.example.com/x
                    on: [verified]
                """#,
            right: #"""
                  - otherwise: review
                notify:
                  - url: https://hooks.example.com/x
                    on: [verified]
                    secret: "${env.HOOK_SECRET}"
                """#),
        FindingPage(
            "not-a-variable", "more, or something else, than one variable of the environment",
            why: """
                An address put together from pieces could be turned elsewhere by one of them.
                """,
            instead: """
                write `"${env.NAME}"` and nothing around it.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                notify:
                  - url: https://hooks.example.com/x
                    on: [verified]
                    secret: "${HOOK_SECRET}"
                """#,
            right: #"""
                  - otherwise: review
                notify:
                  - url: https://hooks.example.com/x
                    on: [verified]
                    secret: "${env.HOOK_SECRET}"
                """#),
        FindingPage(
            "no-event", "an address that is told of nothing",
            why: """
                It would never be called.
                """,
            instead: """
                name at least one event under `on`.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                notify:
                  - url: https://hooks.example.com/x
                    on: []
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
            "told-twice", "one address is told of one event twice",
            why: """
                It would get each notice two times.
                """,
            instead: """
                name the event once.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                notify:
                  - url: https://hooks.example.com/x
                    on: [verified, verified]
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
            "metadata-of-metadata", "metadata made of metadata",
            why: """
                All of it is worked out at once, so that there is no order in which one entry could use another.
                """,
            instead: """
                write out what the other entry is made of.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                metadata: { tier: gold, both: "${metadata.tier} and more" }
                """#,
            right: #"""
                  - otherwise: review
                metadata: { tier: gold, both: gold and more }
                """#),
        FindingPage(
            "vendor-too-early", "a vendor's final word is read while checks are made",
            why: """
                Vendors speak it when a verification is closed, after the last step.
                """,
            instead: """
                read the checks here, and the vendor's word in `status`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    when: vendors.idmeta.status == "verified"
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                """#),
        FindingPage(
            "nothing-to-ask", "another attempt has nothing to ask the applicant for",
            why: """
                The same photo would be sent again and again.
                """,
            instead: """
                name the captures under `attempts.ask`, or read a capture directly in `input`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${true ? applicant.selfie : applicant.selfie}" }
                    attempts: 3
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 3
                """#),
        FindingPage(
            "one-key", "a rule that says two things, or nothing",
            why: """
                It would be open which of the two decides.
                """,
            instead: """
                give the rule exactly one outcome.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                    reject: checks.liveness.failed
                """#,
            right: #"""
                  - reject: checks.liveness.failed
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "input-not-taken", "an input that the vendor has no place for",
            why: """
                The check knows it, and this vendor would never get it.
                """,
            instead: """
                take it out, or ask a vendor that takes it.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}", video: "${applicant.selfie}" }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                """#),
        FindingPage(
            "not-overridable", "a layer changes what never changes",
            why: """
                A step of another kind would be another flow, with other rules.
                """,
            instead: """
                write a flow of its own.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                profiles: { germany: { status: [] } }
                """#,
            right: #"""
                  - otherwise: review
                profiles: { germany: { steps: { liveness: { timeout: 30s } } } }
                """#),
        FindingPage(
            "unused-policy", "a policy that no `retry` names",
            why: """
                Changing it would change nothing.
                """,
            instead: """
                name it in a `retry`, or remove it.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                policies: { idle: { calls: 2 } }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#),
        FindingPage(
            "covered-policy", "an entry whose kinds the entries above already have",
            why: """
                The first entry that has a kind counts, so this one never would.
                """,
            instead: """
                put the narrower entry first.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: [ { on: transient }, { on: [cut], calls: 2 } ]
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: [ { on: [cut], calls: 2 }, { on: transient } ]
                """#),
        FindingPage(
            "bad-pattern", "a pattern that is no regular expression",
            why: """
                No value could ever be compared with it.
                """,
            instead: """
                correct it where the finding points.
                """,
            at: #"""
                applicant: { selfie: image }
                """#,
            wrong: #"""
                applicant: { selfie: image, code: { type: string, personal: false, pattern: "[A-" } }
                metadata: { code: "${applicant.code}" }
                """#,
            right: #"""
                applicant: { selfie: image, code: { type: string, personal: false, pattern: "^[A-Z]+$" } }
                metadata: { code: "${applicant.code}" }
                """#),
        FindingPage(
            "not-available-yet", "a part of the language that this version does not run",
            why: """
                It would be read, and nothing would happen.
                """,
            instead: """
                do what the help says, or wait for a later version.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                defaults: { retry: { calls: 3, budget: 0.1 } }
                status:
                """#),
    ]
}
