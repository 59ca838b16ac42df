extension FindingPages {
    /// What is compared with what.
    static let comparisons: [FindingPage] = [
        FindingPage(
            "no-such-value", "a comparison with a word that is none of the values",
            why: """
                It is never equal, so the rule never catches what it was written for.
                """,
            instead: """
                write one of the values that the help names.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - review: checks.liveness.verdict == "reviewed"
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - review: checks.liveness.verdict == "review"
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "beyond-range", "a comparison with a number that is never reached",
            why: """
                It comes out the same for every value that is allowed.
                """,
            instead: """
                compare with a number within the declared limits.
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
                applicant: { selfie: image }
                flags: { least: { type: double, default: 0.7, min: 0, max: 1 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: flags.least > 70.0
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { least: { type: double, default: 0.7, min: 0, max: 1 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: flags.least > 0.9
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "needless-comparison", "a condition compared with `true` or `false`",
            why: """
                It says the same without, and `== false` is easily read the wrong way round.
                """,
            instead: """
                write the condition itself, or `!` before it.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed == true
                """#),
        FindingPage(
            "compares-with-itself", "something compared with itself",
            why: """
                It always comes out the same; one of the two sides was meant to be another.
                """,
            instead: """
                write what it was meant to be compared with.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - review: checks.liveness.liveness_score < checks.liveness.liveness_score
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - review: checks.liveness.liveness_score < 0.5
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "repeated-condition", "the same condition twice in one rule",
            why: """
                One of them was probably meant to be another.
                """,
            instead: """
                leave one out, or write the other.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed && checks.liveness.passed
                """#),
        FindingPage(
            "double-negation", "two `!` in a row",
            why: """
                They take each other back.
                """,
            instead: """
                leave both out.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: "!!checks.liveness.passed"
                """#),
        FindingPage(
            "exact-score", "a measured number compared exactly",
            why: """
                Measured numbers are hardly ever equal to anything: 0.7 may arrive as 0.7000001.
                """,
            instead: """
                compare with `>=` or `<`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - review: checks.liveness.liveness_score == 0.5
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - review: checks.liveness.liveness_score <= 0.5
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "not-a-date", "a date compared with something that is none",
            why: """
                Dates are compared as text, which is right for year, month and day in that order alone.
                """,
            instead: """
                write it as `1990-10-02`.
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
                applicant: { selfie: image, birth_date: date }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.birth_date > "2008/01/31"
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, birth_date: date }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.birth_date > "2008-01-31"
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "not-a-country", "a country compared with something that is none",
            why: """
                Countries are two capital letters (ISO 3166-1), and nothing else is ever equal to one.
                """,
            instead: """
                write the code, such as `DE`.
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
                applicant: { selfie: image, country: country }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.country == "de"
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, country: country }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.country == "DE"
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "no-such-reason", "a reason that does not exist",
            why: """
                It is never among the reasons of a check.
                """,
            instead: """
                write the reason that the help names.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - review: '"face_blury" in checks.liveness.reasons'
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - review: '"face_blurry" in checks.liveness.reasons'
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "never-equal", "two things are compared that have no value in common",
            why: """
                The comparison comes out the same in every run.
                """,
            instead: """
                compare a verdict with a verdict, a way to end with a way to end.
                """,
            at: #"""
                status:
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                status:
                  - review: checks.liveness.verdict == checks.liveness.ended
                  - verify: checks.liveness.passed
                """#),
    ]
}
