extension FindingPages {
    /// Acts, who ends a review, and what follows a status.
    static let afterwards: [FindingPage] = [
        FindingPage(
            "unknown-act", "an act that no pack knows",
            why: """
                Only an act of the list, or of a team's own pack, can be done at a vendor.
                """,
            instead: """
                take the name from the list that the help gives.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - { id: enrol, act: face_enroll, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#,
            right: #"""
                  - { id: enrol, act: face_enrol, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#),
        FindingPage(
            "cannot-undo", "an act that its vendor cannot take back",
            why: """
                The flow would count on something being undone that stays.
                """,
            instead: """
                leave `undo` out, and do the act only once it may stay: under `after`, say.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                  - { id: enrol, act: face_enrol, by: idmeta, input: { image: "${applicant.selfie}" }, undo: status != "verified" }
                status:
                """#,
            right: #"""
                after:
                  - { act: face_enrol, by: idmeta, when: status == "verified", input: { image: "${applicant.selfie}" } }
                status:
                """#),
        FindingPage(
            "cannot-monitor", "something that its vendor does not go on watching",
            why: """
                Nobody would look again, and the flow says that somebody does.
                """,
            instead: """
                leave `monitor` out, or ask a vendor that can; `trustflow explain FLOW` shows which packs a flow has.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: idmeta
                    monitor: { for: 1y }
                """#,
            right: #"""
                    by: idmeta
                """#),
        FindingPage(
            "free-without-session", "tries that do not count, where each does",
            why: """
                A session on a vendor's page may end without the applicant having tried; a capture is a try.
                """,
            instead: """
                leave `free` out.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: idmeta
                    attempts: { max: 2, free: [link_expired] }
                """#,
            right: #"""
                    by: idmeta
                    attempts: { max: 2 }
                """#),
        FindingPage(
            "only-acts-after", "something that could still change the status",
            why: """
                What `after` holds is done once the status is final and cannot change it, so a check there would be paid
                for and read by nobody.
                """,
            instead: """
                put it under `steps`, or write an act.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                after:
                  - { check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                status:
                """#,
            right: #"""
                after:
                  - { act: face_enrol, by: idmeta, when: status == "verified", input: { image: "${applicant.selfie}" } }
                status:
                """#),
        FindingPage(
            "queue-without-review", "other people than nobody in particular",
            why: """
                A rule says what differs from the flow's own `review`, and the flow has none.
                """,
            instead: """
                add `review: { queue: … }` to the flow.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - { otherwise: review, queue: sanctions }
                """#,
            right: #"""
                  - { otherwise: review, queue: sanctions }
                review: { queue: onboarding }
                """#),
        FindingPage(
            "misplaced-queue", "people to ask where nobody is asked",
            why: """
                Only a rule that sends a run to review has somebody to ask.
                """,
            instead: """
                leave it out, or let the rule review.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed
                    queue: sanctions
                """#,
            right: #"""
                  - verify: checks.liveness.passed
                """#),
        FindingPage(
            "idle-timeout", "what happens at the end of a time that never ends",
            why: """
                Without `within`, a run in review waits for good, and `on_timeout` never comes.
                """,
            instead: """
                say how long a decision may take, or leave `on_timeout` out.
                """,
            at: #"""
                status:
                """#,
            wrong: #"""
                review: { queue: onboarding, on_timeout: reject }
                status:
                """#,
            right: #"""
                review: { queue: onboarding, within: 3d, on_timeout: reject }
                status:
                """#),
        FindingPage(
            "no-hold", "a last word that nobody waits for",
            why: """
                The flow closes verifications as soon as its steps have ended, so the caller has nothing to say.
                """,
            instead: """
                add `finalize: { hold: caller, within: 1h }` to the flow, or leave the move out.
                """,
            in: .scenarios,
            at: #"""
                    expect: { status: verified }
                """#,
            wrong: #"""
                    script: [ { caller: finalize } ]
                    expect: { status: verified }
                """#,
            right: #"""
                    expect: { status: verified }
                """#),
    ]
}
