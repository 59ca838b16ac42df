extension FindingPages {
    /// What is read, and may not be there.
    static let positions: [FindingPage] = [
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
            "collected-sometimes", "a field is read that may not have been collected",
            why: """
                A field that a step collects is not asked for when a run begins; where the step is skipped it is missing, \
                and the run goes to a person.
                """,
            instead: """
                ask with `has(…)`, or collect the field on every way.
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
                applicant: { selfie: image, income: int }
                flags: { thorough: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - { id: form, when: flags.thorough, collect: [income], within: 7d }
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: applicant.income < 1000
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, income: int }
                flags: { thorough: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - { id: form, when: flags.thorough, collect: [income], within: 7d }
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - review: has(applicant.income) && applicant.income < 1000
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "reads-detached-flow", "what came of a flow that nobody waits for",
            why: """
                A flow with `detach` is started and goes its own way: this run ends without knowing how it ended.
                """,
            instead: """
                leave `detach` out, and say `within`; or do not read it.
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
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - { id: letter, flow: letter@1, detach: true }
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && flows.letter.status == "verified"
                """#,
            right: #"""
                applicant: { selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - { id: letter, flow: letter@1, within: 5d }
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && flows.letter.status == "verified"
                """#),
        FindingPage(
            "misplaced-env", "`env` outside of vendors' settings and `notify`",
            why: """
                What stands in the environment is often secret. In an input, a message or metadata it would be stored, \
                sent and shown.
                """,
            instead: """
                give a vendor its secret as a setting: `api_key: "${env.NAME}"`.
                """,
            at: #"""
                expires_after: 30d
                """#,
            wrong: #"""
                metadata: { office: "${env.OFFICE}" }
                expires_after: 30d
                """#,
            right: #"""
                metadata: { office: berlin }
                expires_after: 30d
                """#),
        FindingPage(
            "idle-failover", "`failover` of a step with one vendor",
            why: """
                There is no next vendor that could be asked.
                """,
            instead: """
                name another vendor under `by`, or leave it out.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: idmeta
                    failover: { on: [unavailable] }
                """#),
    ]
}
