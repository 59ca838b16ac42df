extension FindingPages {
    /// The text itself, expressions, scenarios, files.
    static let texts: [FindingPage] = [
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
        FindingPage(
            "unclosed-expression", "`${` without `}`",
            why: """
                Where the expression ends is not known.
                """,
            instead: """
                close it, or write `$${` for the characters themselves.
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
                metadata: { tier: "${applicant.tier" }
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
            "unexpected-tag", "a YAML tag",
            why: """
                Tags mean nothing in a flow; the text was probably meant to begin with `!`.
                """,
            instead: """
                quote the value.
                """,
            at: #"""
                version: 1
                """#,
            wrong: #"""
                version: 1
                title: !important onboarding
                """#,
            right: #"""
                version: 1
                title: "!important onboarding"
                """#),
        FindingPage(
            "wrong-key", "a key that is no name",
            why: """
                Keys are names; a list or nothing is none.
                """,
            instead: """
                write a name.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                metadata: { ~: app }
                """#,
            right: #"""
                  - otherwise: review
                metadata: { source: app }
                """#),
        FindingPage(
            "cut-text", "a text that ends where a comment begins",
            why: """
                YAML reads ` #` as the beginning of a comment; the rest is gone without a word.
                """,
            instead: """
                quote the text.
                """,
            at: #"""
                version: 1
                """#,
            wrong: #"""
                version: 1
                title: it's "Onboarding #1"
                """#,
            right: #"""
                version: 1
                title: 'its "Onboarding #1"'
                """#),
        FindingPage(
            "bad-merge", "`<<` without a mapping",
            why: """
                Only a mapping can be laid under another.
                """,
            instead: """
                write `<<: *name`, where `&name` stands before a mapping.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: idmeta
                    <<: selfie
                """#),
        FindingPage(
            "tab-indentation", "a tab in the indentation",
            why: """
                YAML indents with spaces; how wide a tab is nobody knows.
                """,
            instead: """
                replace it by spaces.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                \#t- verify: checks.liveness.passed
                """#),
        FindingPage(
            "yaml-syntax", "the text is no YAML",
            why: """
                Nothing behind this place can be read.
                """,
            instead: """
                write what the message asks for.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708" }
                """#),
        FindingPage(
            "byte-order-mark", "a byte order mark at the beginning",
            why: """
                Some tools take it for text.
                """,
            instead: """
                save the file without.
                """,
            at: #"""
                flow: sample
                """#,
            wrong: #"""
                \#u{FEFF}flow: sample
                """#),
        FindingPage(
            "control-character", "a character that YAML does not allow",
            why: """
                It cannot be seen, and other tools refuse the file.
                """,
            instead: """
                remove it, or write it as an escape in double quotes.
                """,
            at: #"""
                version: 1
                """#,
            wrong: #"""
                version: 1
                title: Onboard\#u{7}ing
                """#,
            right: #"""
                version: 1
                title: Onboarding
                """#),
        FindingPage(
            "too-deep", "brackets that nest too deep",
            why: """
                Nobody reads it, and a program could be made to fail by it.
                """,
            instead: """
                split it.
                """,
            at: #"""
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                  - verify: ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((checks.liveness.passed))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
                """#),
        FindingPage(
            "file-too-large", "a file of more than 8 MiB",
            why: """
                Flows are written by people; what is larger is something else, and would take long to read.
                """,
            instead: """
                split it.
                """),
        FindingPage(
            "not-utf-8", "a file in another encoding than UTF-8",
            why: """
                Its letters cannot be told.
                """,
            instead: """
                save it as UTF-8.
                """),
        FindingPage(
            "too-large", "an expression of more than 20 000 parts",
            why: """
                It could not be judged in the time that a rule has.
                """,
            instead: """
                split it, or let the caller give what it comes to.
                """),
        FindingPage(
            "too-long", "an expression of more than 100 000 bytes",
            why: """
                It could not be judged in the time that a rule has.
                """,
            instead: """
                split it.
                """),
        FindingPage(
            "too-many-nodes", "a file of more than 500 000 parts, aliases expanded",
            why: """
                A few lines of aliases can stand for more than a machine holds.
                """,
            instead: """
                write it out, or split it.
                """),
        FindingPage(
            "too-many-documents", "more than 10 000 documents in a file",
            why: """
                Nobody writes that by hand.
                """,
            instead: """
                split it.
                """),
        FindingPage(
            "empty-file", "a file with nothing in it",
            why: """
                There is nothing to check, which is probably not what was meant.
                """,
            instead: """
                begin with `flow: name`.
                """),
        FindingPage(
            "unknown-document", "a file that is no flow, no scenario file and no pack",
            why: """
                It was named, so something was expected of it.
                """,
            instead: """
                a flow begins with `flow: name`, a scenario file has `scenarios`, a pack is a folder with \
                `binding.yaml`.
                """),
        FindingPage(
            "duplicate-flow", "two flows of one name and version",
            why: """
                Which one a run would follow is not known.
                """,
            instead: """
                raise `version`, or rename one.
                """),
        FindingPage(
            "no-scenarios", "a flow that no scenario plays",
            why: """
                What nobody has played is believed, not known; the first applicant would try it.
                """,
            instead: """
                write a `scenarios.yaml` beside the flow.
                """),
        FindingPage(
            "untried-profile", "a profile that no scenario plays",
            why: """
                What it changes has never been seen to work.
                """,
            instead: """
                add a scenario with `profile: …`.
                """),
        FindingPage(
            "flow-broken", "a scenario whose flow does not compile",
            why: """
                There is nothing to play.
                """,
            instead: """
                validate the flow, and look at what the scenario changes.
                """),
        FindingPage(
            "pack-broken", "a vendor pack that does not compile",
            why: """
                No flow can ask that vendor.
                """,
            instead: """
                repair the pack: `trustflow validate` on its folder says what is wrong.
                """),
        FindingPage(
            "unknown-flow", "a scenario file about a flow that is not found",
            why: """
                It is looked for beside the file, one folder up, and in `Flows` there.
                """,
            instead: """
                correct the name, or put the flow there.
                """),
        FindingPage(
            "media-missing", "a photo that is not there",
            why: """
                The scenario has nothing to give.
                """,
            instead: """
                correct the path; it is relative to the file that names it.
                """),
        FindingPage(
            "media-unreadable", "a photo that cannot be read",
            why: """
                The scenario has nothing to give.
                """,
            instead: """
                look at the file's permissions.
                """),
        FindingPage(
            "media-empty", "a photo without a byte",
            why: """
                No vendor would take it.
                """,
            instead: """
                name another file.
                """),
        FindingPage(
            "media-too-large", "a photo of more than 10 MiB",
            why: """
                Vendors refuse it.
                """,
            instead: """
                make it smaller.
                """),
        FindingPage(
            "media-unknown", "a file of another kind than is wanted",
            why: """
                The first bytes decide, not the name.
                """,
            instead: """
                give a JPEG or PNG, MP4 or WebM, or (as a file) a PDF.
                """),
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
    ]
}
