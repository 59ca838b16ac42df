extension FindingPages {
    /// What is called again.
    static let retries: [FindingPage] = [
        FindingPage(
            "cap-below-initial", "a longest wait that is shorter than the first",
            why: """
                The first wait is cut to the longest, so that `initial` means nothing.
                """,
            instead: """
                make `cap` longer than `initial`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { initial: 30s, cap: 10s }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { initial: 10s, cap: 30s }
                """#),
        FindingPage(
            "needless-cap", "a longest wait where waits do not grow",
            why: """
                With `multiplier: 1` each wait is as long as the first.
                """,
            instead: """
                leave `cap` out, or let waits grow.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { initial: 2s, multiplier: 1, cap: 10s }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { initial: 2s, multiplier: 2, cap: 10s }
                """#),
        FindingPage(
            "retry-of-one", "how to wait, where nothing is repeated",
            why: """
                One call is one call; what is said of repeating it changes nothing.
                """,
            instead: """
                leave it out, or allow more calls.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { calls: 1, initial: 2s }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { calls: 3, initial: 2s }
                """#),
        FindingPage(
            "retry-of-nothing", "nothing is left to repeat",
            why: """
                `except` takes away every kind of error that `on` names.
                """,
            instead: """
                write `calls: 1` if that is meant.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled], except: [throttled] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled, connect], except: [connect] }
                """#),
        FindingPage(
            "needless-retry-except", "`except` takes out what `on` does not name",
            why: """
                It reads as if something were left out that would be repeated otherwise.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled], except: [connect] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled] }
                """#),
        FindingPage(
            "calls-never-reached", "the deadline is over before the calls are used up",
            why: """
                The waits alone take longer; the last calls are never made.
                """,
            instead: """
                allow fewer calls, wait less, or make the deadline longer.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { calls: 8, initial: 20s, deadline: 1m }
                    timeout: 10s
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { calls: 8, initial: 20s, deadline: 10m }
                    timeout: 10s
                """#),
        FindingPage(
            "needless-on-lost", "`on_lost` where sending again costs nothing",
            why: """
                Only a call that has an effect each time can be lost at a price.
                """,
            instead: """
                leave it out.
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
                applicant: { full_name: string }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: aml
                    check: watchlist
                    by: idmeta
                    input: { full_name: "${applicant.full_name}" }
                    retry: { calls: 3, on_lost: repeat }
                status:
                  - verify: checks.aml.passed
                """#,
            right: #"""
                applicant: { full_name: string }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: aml
                    check: watchlist
                    by: idmeta
                    input: { full_name: "${applicant.full_name}" }
                    retry: { calls: 3 }
                status:
                  - verify: checks.aml.passed
                """#),
    ]
}
