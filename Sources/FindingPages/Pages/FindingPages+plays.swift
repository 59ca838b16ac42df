extension FindingPages {
    /// Scenarios.
    static let plays: [FindingPage] = [
        FindingPage(
            "unknown-story", "a story that the vendor does not have",
            why: """
                There is no answer to play.
                """,
            instead: """
                choose one of the stories that the help lists.
                """,
            in: .scenarios,
            at: #"""
                  vendors: { idmeta: approved }
                """#,
            wrong: #"""
                  vendors: { idmeta: aproved }
                """#),
        FindingPage(
            "unknown-call", "a call that the flow does not make",
            why: """
                It would never be counted.
                """,
            instead: """
                write the call that the help names.
                """,
            in: .scenarios,
            at: #"""
                    expect: { status: verified }
                """#,
            wrong: #"""
                    expect: { status: verified, calls: { idmeta.biometric: 1 } }
                """#,
            right: #"""
                    expect: { status: verified, calls: { idmeta.biometrics: 1 } }
                """#),
        FindingPage(
            "unknown-scenario", "`like` a scenario that does not stand above",
            why: """
                There is nothing to take over.
                """,
            instead: """
                name one that stands above.
                """,
            in: .scenarios,
            at: #"""
                    expect: { status: verified }
                """#,
            wrong: #"""
                    expect: { status: verified }
                  - name: another
                    like: a live fase is verified
                    vendors: { idmeta: outage }
                    expect: { status: created }
                """#,
            right: #"""
                    expect: { status: verified }
                  - name: another
                    like: a live face is verified
                    vendors: { idmeta: outage }
                    expect: { status: created }
                """#),
        FindingPage(
            "duplicate-name", "two scenarios of one name",
            why: """
                A report could not tell them apart.
                """,
            instead: """
                rename one.
                """,
            in: .scenarios,
            at: #"""
                    expect: { status: verified }
                """#,
            wrong: #"""
                    expect: { status: verified }
                  - name: a live face is verified
                    vendors: { idmeta: outage }
                    expect: { status: created }
                """#,
            right: #"""
                    expect: { status: verified }
                  - name: an outage
                    vendors: { idmeta: outage }
                    expect: { status: created }
                """#),
        FindingPage(
            "unknown-profile", "a profile that the flow does not have",
            why: """
                There is nothing to lay over the flow.
                """,
            instead: """
                write the name of one that there is.
                """,
            in: .scenarios,
            at: #"""
                  - name: a live face is verified
                """#,
            wrong: #"""
                  - name: a live face is verified
                    profile: germany
                """#),
        FindingPage(
            "missing-field", "the applicant lacks what the flow asks for",
            why: """
                The run would be refused at its creation.
                """,
            instead: """
                give the field.
                """,
            in: .scenarios,
            at: #"""
                  applicant: { selfie: "@selfie.jpg" }
                """#,
            wrong: #"""
                  applicant: {}
                """#),
        FindingPage(
            "no-expectation", "a scenario that expects nothing",
            why: """
                It passes whatever happens.
                """,
            instead: """
                add `expect: { status: … }`.
                """,
            in: .scenarios,
            at: #"""
                  - name: a live face is verified
                    expect: { status: verified }
                """#,
            wrong: #"""
                  - { name: a live face is verified }
                """#),
        FindingPage(
            "impossible-expectation", "an expectation that cannot come true",
            why: """
                The scenario fails whatever the flow does.
                """,
            instead: """
                expect what the flow can come to.
                """,
            in: .scenarios,
            at: #"""
                    expect: { status: verified }
                """#,
            wrong: #"""
                    expect: { status: verified, steps: { liveness: { by: idenfy } } }
                """#,
            right: #"""
                    expect: { status: verified, steps: { liveness: { by: idmeta } } }
                """#),
        FindingPage(
            "repeated-scenario", "two scenarios that play the same",
            why: """
                The second proves nothing.
                """,
            instead: """
                remove it, or let it play something else.
                """,
            in: .scenarios,
            at: #"""
                    expect: { status: verified }
                """#,
            wrong: #"""
                    expect: { status: verified }
                  - name: the same again
                    expect: { status: verified }
                """#),
        FindingPage(
            "unknown-value", "a value that the vendor's answer, or news, does not have",
            why: """
                What a story fills in is named by the pack; a name that it lacks would change nothing, and the scenario would
                pass for another reason than it says.
                """,
            instead: """
                correct the name: the help lists what the answer has.
                """),
    ]
}
