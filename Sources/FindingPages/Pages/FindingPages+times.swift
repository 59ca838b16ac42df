extension FindingPages {
    /// How long is waited.
    static let times: [FindingPage] = [
        FindingPage(
            "finish-after-link", "an attempt may take longer than the link lives",
            why: """
                The link is dead before the attempt has to be finished.
                """,
            instead: """
                make `finish_in` shorter, or `link_for` longer.
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
                    session: { link_for: 10m, finish_in: 20m }
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
                    session: { link_for: 2d, finish_in: 20m }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "past-expiry", "a time that the run's end cuts short",
            why: """
                The run is expired before it is over.
                """,
            instead: """
                make it shorter, or `expires_after` longer.
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
                    answer_within: 60d
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
                    answer_within: 2d
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "unbounded-wait", "nothing ends the wait for another attempt",
            why: """
                A run whose applicant never comes back stays open for good, with its data.
                """,
            instead: """
                add `expires_after` to the flow, or `within` to the attempts.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                expires_after: 30d
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 2
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 2
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                expires_after: 30d
                """#),
        FindingPage(
            "attempts-of-one", "`attempts` that allow no other",
            why: """
                One attempt is what there is without a word.
                """,
            instead: """
                allow another one, or leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 1
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 2
                """#),
        FindingPage(
            "reason-never-given", "another attempt for a reason that never comes",
            why: """
                The vendor has no such reason, so that nobody is ever asked again for it.
                """,
            instead: """
                name a reason that the help lists.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face, nfc_failed] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face] }
                """#),
        FindingPage(
            "needless-except", "`except` takes out what `on` does not name",
            why: """
                It reads as if something were left out that would be asked for otherwise.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face], except: [camera_missing] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face] }
                """#),
        FindingPage(
            "impossible-cause", "a remedy for what cannot happen",
            why: """
                Nothing is asked of the applicant here, so nobody can stay away.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    on_exhausted: { unavailable: review, abandoned: expire }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    on_exhausted: { unavailable: review }
                """#),
        FindingPage(
            "deadline-around-others", "a deadline around a step that waits for somebody else",
            why: """
                A deadline is for vendors' work: what is late then has no answer, and the flow goes on. Whoever else is waited
                for, the applicant or a reviewer, has a time of their own, and the step says what follows when it is over.
                """,
            instead: """
                put the step outside, or give each check inside its own `deadline`.
                """,
            at: #"""
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                steps:
                  - deadline: 10m
                    steps:
                      - wait: 1m
                      - id: liveness
                        check: biometrics
                        by: idmeta
                        input: { image: "${applicant.selfie}" }
                """#,
            right: #"""
                steps:
                  - wait: 1m
                  - deadline: 10m
                    steps:
                      - id: liveness
                        check: biometrics
                        by: idmeta
                        input: { image: "${applicant.selfie}" }
                """#),
    ]
}
