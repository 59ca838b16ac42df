extension FindingPages {
    /// What rules and conditions come to.
    static let conditions: [FindingPage] = [
        FindingPage(
            "may-not-have-run", "a step is read that may not have run",
            why: """
                A step with `when`, or one that says `skip`, may have no answer; the rule would have no value and \
                the run would go to a person.
                """,
            instead: """
                ask first: `checks.x.ran && …`.
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
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    when: flags.check_face
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: checks.liveness.liveness_score < 0.5
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    when: flags.check_face
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: checks.liveness.ran && checks.liveness.liveness_score < 0.5
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "optional-field", "a field is read that may be missing",
            why: """
                What is optional may not be there; the rule would have no value and the run would go to a person.
                """,
            instead: """
                ask with `has(…)`, read with `.?` and `orValue`, or `require` the field at the step.
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
                applicant: { selfie: image, nickname: string? }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.nickname == "test"
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, nickname: string? }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: has(applicant.nickname) && applicant.nickname == "test"
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "field-never-given", "a field that none of the step's vendors gives",
            why: """
                The rule would never have a value, so that every run goes to a person.
                """,
            instead: """
                read a field that the vendor gives.
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
                applicant: { id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - reject: has(checks.document.mrz) && checks.document.mrz.contains("TEST")
                  - verify: checks.document.passed
                """#,
            right: #"""
                applicant: { id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - reject: has(checks.document.type) && checks.document.type.contains("TEST")
                  - verify: checks.document.passed
                """#),
        FindingPage(
            "failover-loses-field", "a vendor of the list gives no such field",
            why: """
                When the first vendor is down, the second answers, and what the rule reads is not there.
                """,
            instead: """
                ask who answered: `checks.x.by == \"idmeta\" && …`, or list only vendors that give it.
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
                applicant: { id_front: image }
                vendors: { idmeta: { trust_flow: "1708" }, idenfy: {} }
                steps:
                  - id: document
                    check: document
                    by: [idmeta, idenfy]
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - review: has(checks.document.number) && checks.document.number == "TEST"
                  - verify: checks.document.passed
                """#,
            right: #"""
                applicant: { id_front: image }
                vendors: { idmeta: { trust_flow: "1708" }, idenfy: {} }
                steps:
                  - id: document
                    check: document
                    by: [idmeta, idenfy]
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - review: checks.document.by == "idenfy" && has(checks.document.number) && checks.document.number == "TEST"
                  - verify: checks.document.passed
                """#),
        FindingPage(
            "never-holds", "a rule that can never hold",
            why: """
                It was meant to catch something, and catches nothing.
                """,
            instead: """
                write what was meant; the parts exclude each other.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - reject: checks.liveness.failed && checks.liveness.passed
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - reject: checks.liveness.failed
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "always-holds", "a rule that decides every run",
            why: """
                No rule after it is ever tried.
                """,
            instead: """
                write what it depends on, or `otherwise` as the last rule.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - review: checks.liveness.passed || !checks.liveness.passed
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                  - review: checks.liveness.in_review
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "shadowed-rule", "an earlier rule takes every case of this one",
            why: """
                The first rule that holds decides; this one never comes to its turn.
                """,
            instead: """
                remove it, or put the narrower rule first.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                  - reject: checks.liveness.passed && checks.liveness.liveness_score < 0.3
                """#,
            right: #"""
                  - reject: checks.liveness.passed && checks.liveness.liveness_score < 0.3
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "step-never-runs", "a step whose `when` never holds",
            why: """
                It looks like a check that is made, and it is not.
                """,
            instead: """
                remove the step, or write when it is wanted.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                """#,
            wrong: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    when: flags.check_face && !flags.check_face
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    when: flags.check_face
                """#),
        FindingPage(
            "needless-when", "a `when` that always holds",
            why: """
                The step looks as if it could be skipped, and readers guard against what never happens.
                """,
            instead: """
                leave `when` out.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: idmeta
                    when: true
                """#),
        FindingPage(
            "idle-invariant", "an invariant that no run could break",
            why: """
                It looks like a safeguard and guards nothing.
                """,
            instead: """
                write what must not happen: `never: status == \"verified\" && …`.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                invariants:
                  - never: checks.liveness.passed && checks.liveness.failed
                """#,
            right: #"""
                  - otherwise: review
                invariants:
                  - never: status == "verified" && !checks.liveness.passed
                """#),
        FindingPage(
            "impossible-invariant", "an invariant that every run breaks",
            why: """
                No run could end but with a person.
                """,
            instead: """
                write what must not happen.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                invariants:
                  - never: checks.liveness.passed || !checks.liveness.passed
                """#,
            right: #"""
                  - otherwise: review
                invariants:
                  - never: status == "verified" && !checks.liveness.passed
                """#),
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
            "constant-again", "an `again_if` that does not vary",
            why: """
                Either nobody is asked again by it, or everybody is, until the attempts are used up.
                """,
            instead: """
                write which answers deserve another try.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, again_if: result.liveness_score < 0.5 || true }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, again_if: result.liveness_score < 0.5 }
                """#),
        FindingPage(
            "again-without-result", "an `again_if` that does not look at the answer",
            why: """
                Another try cannot change what it asks.
                """,
            instead: """
                read `result.…`.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, again_if: flags.check_face }
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, again_if: flags.check_face && result.liveness_score < 0.5 }
                """#),
        FindingPage(
            "verdict-without-result", "a verdict that does not look at the answer",
            why: """
                The vendor is paid for an answer that changes nothing.
                """,
            instead: """
                read `result.…` in one of the arms.
                """,
            at: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - fail: flags.check_face
                      - otherwise: review
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - fail: flags.check_face && result.liveness_score < 0.5
                      - otherwise: review
                """#),
        FindingPage(
            "verdict-passes-all", "a verdict that every answer passes",
            why: """
                The check is made, and whoever takes part is let through.
                """,
            instead: """
                say what fails, and what a person has to look at.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict: [ { otherwise: pass } ]
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict: [ { fail: result.liveness_score < 0.5 }, { otherwise: pass } ]
                """#),
        FindingPage(
            "needless-arm", "an arm that gives what `otherwise` gives",
            why: """
                It reads like a difference and makes none.
                """,
            instead: """
                remove it.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - fail: result.liveness_score < 0.5
                      - review: result.liveness_score < 0.7
                      - otherwise: review
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - fail: result.liveness_score < 0.5
                      - otherwise: review
                """#),
        FindingPage(
            "needless-overrule", "`overrules_vendor` where nothing is overruled",
            why: """
                It is a loud word, and readers look for what it does.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - { fail: result.liveness_score < 0.5, overrules_vendor: true }
                      - otherwise: pass
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    verdict:
                      - { fail: result.liveness_score < 0.5 }
                      - otherwise: pass
                """#),
        FindingPage(
            "needless-rule", "a rule that gives what `otherwise` gives",
            why: """
                It reads like a difference and makes none.
                """,
            instead: """
                remove it, or give it a `reason`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                  - review: checks.liveness.in_review
                """#,
            right: #"""
                  - verify: checks.liveness.passed
                  - review: checks.liveness.in_review
                    reason: unsure
                """#),
        FindingPage(
            "verifies-without-check", "somebody is verified without any check",
            why: """
                What the caller says of a person is no evidence.
                """,
            instead: """
                ask for a check in every `verify` rule.
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
                applicant: { selfie: image, tier: { type: string, one_of: [basic, plus], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - reject: checks.liveness.failed
                  - verify: applicant.tier == "basic"
                """#,
            right: #"""
                applicant: { selfie: image, tier: { type: string, one_of: [basic, plus], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: applicant.tier == "basic" && checks.liveness.passed
                """#),
        FindingPage(
            "verifies-despite-failure", "somebody is verified although a check failed",
            why: """
                No rule before it rejects, and the rule itself does not ask.
                """,
            instead: """
                add `&& checks.x.passed`, or reject above.
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
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - review: checks.document.in_review
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - review: checks.document.in_review
                  - verify: checks.liveness.passed && checks.document.passed
                """#),
        FindingPage(
            "unread-check", "a check whose answer changes nothing",
            why: """
                It is paid for, and a run is verified even when it failed.
                """,
            instead: """
                use it in `status`, or remove the step.
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
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#),
        FindingPage(
            "reason-is-no-name", "a reason that is a text",
            why: """
                Reasons are counted, compared and shown by programs.
                """,
            instead: """
                write one word, such as `sanctions_match`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                  - reject: checks.liveness.failed
                    reason: The face is not live
                """#,
            right: #"""
                  - verify: checks.liveness.passed
                  - reject: checks.liveness.failed
                    reason: not_live
                """#),
        FindingPage(
            "template-in-text", "`${…}` in a text that nothing is put into",
            why: """
                It would be shown as it stands.
                """,
            instead: """
                write the text without `${…}`.
                """,
            at: #"""
                version: 1
                """#,
            wrong: #"""
                version: 1
                title: "Onboarding of ${applicant.selfie}"
                """#,
            right: #"""
                version: 1
                title: Onboarding
                """#),
    ]
}
