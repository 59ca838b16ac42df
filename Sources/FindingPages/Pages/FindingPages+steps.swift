extension FindingPages {
    /// Steps that hold others, and those that wait for people.
    static let steps: [FindingPage] = [
        FindingPage(
            "endless-join", "a join asks for more members than it has",
            why: """
                It could never be met, so nobody could be verified by it.
                """,
            instead: """
                ask for as many members as there are at most, or add some.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - id: race
                    parallel:
                      join: 3
                      steps:
                        - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: b, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#,
            right: #"""
                  - id: race
                    parallel:
                      join: 2
                      steps:
                        - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: b, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#),
        FindingPage(
            "idle-limit", "a limit of failures that no run can reach",
            why: """
                Whoever reads the flow believes that it holds somebody back, and it does not.
                """,
            instead: """
                leave `failed_at_most` out, or make it smaller.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - id: race
                    parallel:
                      join: { passed: 1, failed_at_most: 2 }
                      steps:
                        - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: b, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#,
            right: #"""
                  - id: race
                    parallel:
                      join: { passed: 1, failed_at_most: 0 }
                      steps:
                        - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: b, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#),
        FindingPage(
            "idle-on-unmet", "`on_unmet` at a join that waits for everybody",
            why: """
                A join of all members is never unmet: what its members say is read by the rules.
                """,
            instead: """
                leave `on_unmet` out, and let `status` read the members.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - id: race
                    parallel:
                      on_unmet: skip
                      steps:
                        - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: b, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#,
            right: #"""
                  - id: race
                    parallel:
                      join: any
                      on_unmet: skip
                      steps:
                        - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: b, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#),
        FindingPage(
            "no-verdict", "a member of a join that never comes to a verdict",
            why: """
                The join counts who passed and who failed; this member could do neither.
                """,
            instead: """
                end the member with a check, or join `all`.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - id: race
                    parallel:
                      join: any
                      steps:
                        - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: b, wait: 1h }
                status:
                """#,
            right: #"""
                  - id: race
                    parallel:
                      join: any
                      steps:
                        - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: b, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#),
        FindingPage(
            "unreachable-branch", "a branch after `otherwise`",
            why: """
                Branches are tried in order, and `otherwise` always holds.
                """,
            instead: """
                put `otherwise` last.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - choose:
                      - otherwise: []
                      - when: checks.liveness.passed
                        steps: [ { wait: 1h } ]
                      - otherwise: []
                status:
                """#,
            right: #"""
                  - choose:
                      - when: checks.liveness.passed
                        steps: [ { wait: 1h } ]
                      - otherwise: []
                status:
                """#),
        FindingPage(
            "reads-later-field", "a field is read before it is collected",
            why: """
                It is not there when it is needed: the step would end in doubt.
                """,
            instead: """
                move the `collect` up, or take the field out of it.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - { id: photo, collect: [selfie], within: 1d }
                status:
                """#,
            right: #"""
                status:
                """#),
        FindingPage(
            "late-reminder", "a reminder after the time is over",
            why: """
                Nobody would ever get it.
                """,
            instead: """
                remind before the time is over.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - { id: desk, review: { queue: kyc, within: 1d, remind: [2d] } }
                status:
                """#,
            right: #"""
                  - { id: desk, review: { queue: kyc, within: 1d, remind: [12h] } }
                status:
                """#),
        FindingPage(
            "no-escalation", "something escalates, but to nobody",
            why: """
                When people do not agree or do not come, somebody has to be there who decides.
                """,
            instead: """
                add `escalate_to` with a group, or say what else is to happen.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - { id: desk, review: { queue: kyc, within: 1d, eyes: 2 } }
                status:
                """#,
            right: #"""
                  - { id: desk, review: { queue: kyc, within: 1d, eyes: 2, escalate_to: leads } }
                status:
                """#),
        FindingPage(
            "no-reject-answer", "a rejection that is none of the answers",
            why: """
                Rules read the answer, and none of them would know this one.
                """,
            instead: """
                add `reject` to `answers`, or let something else happen.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - { id: desk, review: { queue: kyc, within: 1d, answers: [approve, deny], on_timeout: reject } }
                status:
                """#,
            right: #"""
                  - { id: desk, review: { queue: kyc, within: 1d, answers: [approve, reject], on_timeout: reject } }
                status:
                """#),
    ]
}
