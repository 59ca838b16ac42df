extension FindingPages {
    /// Fields, layers, notices, silences.
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
        FindingPage(
            "bad-silence", "a comment that looks like a silence and is none",
            why: """
                It silences nothing, and readers believe that it does.
                """,
            instead: """
                write `# trustflow: allow CODE because REASON`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed   # trustflow: ignore this
                """#),
        FindingPage(
            "silence-without-reason", "a finding silenced without a reason",
            why: """
                Whoever reads it later cannot tell whether it still holds.
                """,
            instead: """
                add `because …`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed   # trustflow: allow needless-comparison
                """#),
        FindingPage(
            "silenced-error", "an error is silenced",
            why: """
                What does not compile does not run; a comment does not change that.
                """,
            instead: """
                mend it, and remove the comment.
                """),
        FindingPage(
            "unneeded-silence", "a silence without its finding",
            why: """
                A later finding of that kind would be silenced unseen.
                """,
            instead: """
                remove the comment.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed   # trustflow: allow needless-comparison because it reads better
                """#),
        FindingPage(
            "unknown-code", "a silence of a finding that does not exist",
            why: """
                The word is probably misspelt, and the finding is not silenced.
                """,
            instead: """
                write the code as `validate` prints it.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed   # trustflow: allow neeedless-comparison because it reads better
                """#),
    ]
}
