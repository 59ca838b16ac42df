extension FindingPages {
    /// Comments that silence.
    static let silences: [FindingPage] = [
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
