extension FindingPages {
    /// What a flow is made of.
    static let shape: [FindingPage] = [
        FindingPage(
            "unknown-key", "a key that is not known here",
            why: """
                A key that nobody reads would be a setting without effect: the author believes that something is \
                set, and it is not.
                """,
            instead: """
                write the key that the help names, or take it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    atempts: 3
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 3
                """#),
        FindingPage(
            "missing-key", "a key that has to be there is not",
            why: """
                Without it the flow, or the step, says too little to be run.
                """,
            instead: """
                add the key that the message names.
                """,
            at: #"""
                version: 1

                """#,
            wrong: "",
            right: #"""
                version: 1

                """#),
        FindingPage(
            "wrong-kind", "a value of another kind than is read here",
            why: """
                A number where a duration is due could mean seconds or milliseconds; nothing is guessed.
                """,
            instead: """
                write what the help shows: a duration has a unit, a list has brackets.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    timeout: 90
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    timeout: 90s
                """#),
        FindingPage(
            "duplicate-key", "one key twice in a mapping",
            why: """
                YAML tools differ in which of the two they take, so one of them has no effect.
                """,
            instead: """
                keep one of them.
                """,
            at: #"""
                version: 1

                """#,
            wrong: #"""
                version: 1
                version: 2

                """#,
            right: #"""
                version: 2

                """#),
        FindingPage(
            "duplicate-id", "two steps of one id",
            why: """
                Expressions name steps by their ids; with two it would be open which one a rule reads.
                """,
            instead: """
                give each step an id of its own.
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
                applicant: { selfie: image, other_selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.other_selfie}" }
                status:
                  - verify: checks.liveness.passed
                """#,
            right: #"""
                applicant: { selfie: image, other_selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - id: second
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.other_selfie}" }
                status:
                  - verify: checks.liveness.passed && checks.second.passed
                """#),
        FindingPage(
            "empty-list", "a list in which something has to stand",
            why: """
                A step that names no vendor has nobody to ask.
                """,
            instead: """
                name at least one.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: []
                """#,
            right: #"""
                    by: idmeta
                """#),
        FindingPage(
            "bad-name", "a name that expressions could not read",
            why: """
                Ids, fields and flags are names in expressions, where `-` is a minus.
                """,
            instead: """
                use letters, digits and `_`, beginning with a letter.
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
                  - id: id-card
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
                  - id: id_card
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.id_card.passed
                """#),
        FindingPage(
            "no-expression", "an expression that YAML reads as a tag",
            why: """
                What begins with a bare `!` is a tag before an empty value: a condition that vanished without an \
                error.
                """,
            instead: """
                put it in quotes; `trustflow fmt` and `validate --fix` do so.
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
                    when: !flags.check_face
                """#,
            right: #"""
                applicant: { selfie: image }
                flags: { check_face: { type: bool, default: true } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    when: "!flags.check_face"
                """#),
    ]
}
