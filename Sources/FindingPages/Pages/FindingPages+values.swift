extension FindingPages {
    /// Values that do not fit.
    static let values: [FindingPage] = [
        FindingPage(
            "unknown-choice", "a word that is not among those that may stand here",
            why: """
                Only the words of the list mean something here.
                """,
            instead: """
                write one of the words that the help lists.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    on_exhausted: reviw
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    on_exhausted: review
                """#),
        FindingPage(
            "out-of-range", "a number that is too small or too large",
            why: """
                Every repetition has a limit, so that each run ends.
                """,
            instead: """
                write a number within the range of the help.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 21
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 3
                """#),
        FindingPage(
            "wrong-duration", "a time that cannot be read, or is none",
            why: """
                Times have whole numbers and units.
                """,
            instead: """
                write `90s`, `1h30m`; the units are `ms s m h d w`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    timeout: 30 seconds
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    timeout: 30s
                """#),
        FindingPage(
            "wrong-type", "an expression of another type than is read here",
            why: """
                A condition that is no truth value could be neither true nor false.
                """,
            instead: """
                compare it with something, or read another field.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - reject: checks.liveness.attempts
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - reject: checks.liveness.attempts > 3
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "bad-default", "a default that its own field refuses",
            why: """
                A run without the value would begin with one that is not allowed.
                """,
            instead: """
                write a default that fits the type and the limits.
                """,
            at: #"""
                applicant: { selfie: image }
                """#,
            wrong: #"""
                applicant: { selfie: image, tier: { type: string, one_of: [a, b], default: c } }
                """#,
            right: #"""
                applicant: { selfie: image }
                """#),
        FindingPage(
            "flag-without-default", "a flag without a default",
            why: """
                A request need not set a flag, so it needs a value of its own.
                """,
            instead: """
                write `default`.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                flags: { strict: bool }
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#),
        FindingPage(
            "deadline-before-timeout", "a deadline that ends before one call may",
            why: """
                The deadline would cut every call short, and `timeout` would never be reached.
                """,
            instead: """
                make `timeout` shorter, or `deadline` longer.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    timeout: 2m
                    retry: { deadline: 90s }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    timeout: 30s
                    retry: { deadline: 90s }
                """#),
        FindingPage(
            "http-code-as-kind", "an HTTP code where a kind of error is due",
            why: """
                Codes mean different things at different vendors; packs turn them into kinds.
                """,
            instead: """
                write the kind that the help names.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [429] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled] }
                """#),
        FindingPage(
            "media-in-text", "a photo where only text can travel",
            why: """
                Metadata is a list of short texts; what would be sent is a handle that means nothing to a vendor.
                """,
            instead: """
                leave it out; the vendor has the photo from its check.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                metadata: { face: "${applicant.selfie}" }
                """#,
            right: #"""
                  - otherwise: review
                """#),
    ]
}
