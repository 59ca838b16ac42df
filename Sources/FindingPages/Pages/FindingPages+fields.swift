extension FindingPages {
    /// Fields and flags.
    static let fields: [FindingPage] = [
        FindingPage(
            "misplaced-limit", "a limit that the type does not have",
            why: """
                It would never be applied.
                """,
            instead: """
                leave it out, or give the field another type.
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
                applicant: { selfie: image, tier: { type: string, min: 2 } }
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
                applicant: { selfie: image, tier: { type: string, min_length: 2 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && has(applicant.tier)
                """#),
        FindingPage(
            "empty-range", "a least value above the greatest",
            why: """
                No value would ever fit.
                """,
            instead: """
                exchange them.
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
                applicant: { selfie: image, tier: { type: string, min_length: 9, max_length: 2 } }
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
                applicant: { selfie: image, tier: { type: string, min_length: 2, max_length: 9 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && has(applicant.tier)
                """#),
        FindingPage(
            "wrong-choice", "a choice of another type than the field",
            why: """
                No value is ever equal to it.
                """,
            instead: """
                write it as the field's type: text in quotes.
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
                applicant: { selfie: image, tier: { type: string, one_of: [1, 2] } }
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
                applicant: { selfie: image, tier: { type: string, one_of: ["1", "2"] } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && has(applicant.tier)
                """#),
        FindingPage(
            "repeated-choice", "a choice that is named twice",
            why: """
                One of them was probably meant to be another.
                """,
            instead: """
                name it once.
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
                applicant: { selfie: image, tier: { type: string, one_of: [basic, plus, basic] } }
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
                applicant: { selfie: image, tier: { type: string, one_of: [basic, plus] } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && has(applicant.tier)
                """#),
        FindingPage(
            "fixed-flag", "a switch with one position",
            why: """
                It can never be set to anything else.
                """,
            instead: """
                allow another value, or write it where the flag is read.
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
                flags: { least: { type: double, default: 0.7, min: 0.7, max: 0.7 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && checks.liveness.liveness_score >= flags.least
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { least: { type: double, default: 0.7, min: 0.5, max: 0.9 } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && checks.liveness.liveness_score >= flags.least
                """#),
        FindingPage(
            "unanchored-pattern", "a pattern for a part of the text",
            why: """
                A pattern is looked for anywhere: `[A-Z]{2}` takes `xxDExx`.
                """,
            instead: """
                begin it with `^` and end it with `$`.
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
                applicant: { selfie: image, tier: { type: string, pattern: "[A-Z]{2}" } }
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
                applicant: { selfie: image, tier: { type: string, pattern: "^[A-Z]{2}$" } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && has(applicant.tier)
                """#),
        FindingPage(
            "needless-optional", "an optional field with a default",
            why: """
                What has a default is never missing.
                """,
            instead: """
                leave `optional` out.
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
                applicant: { selfie: image, tier: { type: string, optional: true, default: basic } }
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
                applicant: { selfie: image, tier: { type: string, default: basic } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && has(applicant.tier)
                """#),
        FindingPage(
            "needless-orphans", "`orphans` at a vendor that opens nothing",
            why: """
                Nothing of it can be left behind.
                """,
            instead: """
                leave it out.
                """),
        FindingPage(
            "needless-advisory", "`final: advisory` at a vendor without a last word",
            why: """
                It closes nothing, so there is no verdict to take as advice.
                """,
            instead: """
                leave it out.
                """),
        FindingPage(
            "confusable-names", "two names that differ in nothing one sees",
            why: """
                One is easily written for the other.
                """,
            instead: """
                give one of them another name.
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
                applicant: { selfie: image, full_name: string, fullname: string }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.full_name != applicant.fullname
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, full_name: string, other_name: string }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.full_name != applicant.other_name
                  - verify: checks.liveness.passed
                """#),
    ]
}
