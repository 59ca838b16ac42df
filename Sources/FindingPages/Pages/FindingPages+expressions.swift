extension FindingPages {
    /// Expressions.
    static let expressions: [FindingPage] = [
        FindingPage(
            "unexpected-token", "a sign where it cannot stand",
            why: """
                The text is no expression.
                """,
            instead: """
                write what the message asks for.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed and true
                """#,
            right: #"""
                  - verify: checks.liveness.passed && checks.liveness.attempts < 3
                """#),
        FindingPage(
            "unexpected-end", "an expression that ends too early",
            why: """
                Something is still due.
                """,
            instead: """
                write the rest of it.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed &&
                """#),
        FindingPage(
            "unclosed-text", "a text without its closing quote",
            why: """
                Where it ends is not known.
                """,
            instead: """
                close it with the quote that opened it.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.verdict == "passed
                """#,
            right: #"""
                  - verify: checks.liveness.verdict == "passed"
                """#),
        FindingPage(
            "bad-character", "a character that no expression has",
            why: """
                It means nothing here.
                """,
            instead: """
                remove it, or put it into quotes.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed ; true
                """#),
        FindingPage(
            "bad-escape", "an escape that no text has",
            why: """
                What character is meant is not known.
                """,
            instead: """
                write `\\\\` for a backslash.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.verdict == "pas\sed"
                """#,
            right: #"""
                  - verify: checks.liveness.verdict == "passed"
                """#),
        FindingPage(
            "bad-number", "a number that is none",
            why: """
                The text cannot be read as one.
                """,
            instead: """
                write digits, with one point for a fraction.
                """),
        FindingPage(
            "reserved-word", "a word that the language keeps for itself",
            why: """
                It cannot be a name.
                """,
            instead: """
                give the thing another name.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed && import
                """#),
        FindingPage(
            "unknown-function", "a function that does not exist",
            why: """
                There is nothing to call.
                """,
            instead: """
                write the function that the help names.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed && checks.liveness.by.startWith("idm")
                """#,
            right: #"""
                  - verify: checks.liveness.passed && checks.liveness.by.startsWith("idm")
                """#),
        FindingPage(
            "bad-macro", "a macro with other arguments than it takes",
            why: """
                `has`, `all`, `exists`, `map` and `filter` take names and conditions of their own.
                """,
            instead: """
                write it as the message says.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed && has("liveness")
                """#),
        FindingPage(
            "no-overload", "operands that do not go together",
            why: """
                What the two would come to is not defined.
                """,
            instead: """
                convert one of them: `double(…)`, `string(…)`.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.liveness_score + "1" == "x"
                """#,
            right: #"""
                  - verify: string(checks.liveness.liveness_score) + "1" != "x" && checks.liveness.passed
                """#),
        FindingPage(
            "no-fields", "a field of something that has none",
            why: """
                A text or a number has no parts.
                """,
            instead: """
                leave the field out.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.verdict.text == "passed"
                """#,
            right: #"""
                  - verify: checks.liveness.verdict == "passed"
                """#),
        FindingPage(
            "not-iterable", "something is gone through that has no elements",
            why: """
                Only a list or a map has any.
                """,
            instead: """
                name a list.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: checks.liveness.passed.exists(x, x)
                """#,
            right: #"""
                  - verify: checks.liveness.reasons.all(r, r != "face_angle") && checks.liveness.passed
                """#),
        FindingPage(
            "type-mismatch", "operands of two types",
            why: """
                What is due is in the message.
                """,
            instead: """
                write a value of the type that is due.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: "[?true].size() > 0 && checks.liveness.passed"
                """#,
            right: #"""
                  - verify: "[true].size() > 0 && checks.liveness.passed"
                """#),
        FindingPage(
            "bad-key", "a key that no map can have",
            why: """
                A key is a text, a number or a bool.
                """,
            instead: """
                write one of those.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: "{1.5: true}.size() > 0"
                """#),
    ]
}
