extension FindingPages {
    /// What is asked of whom.
    static let questions: [FindingPage] = [
        FindingPage(
            "insecure-address", "the applicant is sent back in the clear",
            why: """
                Whoever is on the way can read the address and change the page.
                """,
            instead: """
                write `https://`.
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
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                    session: { return_to: "http://app.example.com/done" }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                    session: { return_to: "https://app.example.com/done" }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "same-check-twice", "the same question twice",
            why: """
                The vendor is paid twice for one answer.
                """,
            instead: """
                read the first step again, or give the second other input.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                  - id: again
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && checks.again.passed
                """#),
        FindingPage(
            "vendor-twice", "a vendor twice in one list",
            why: """
                When it gave no answer it will not give one now; `retry` asks again.
                """,
            instead: """
                name another vendor, or none.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: [idmeta, idmeta]
                """#,
            right: #"""
                    by: [idmeta]
                """#),
        FindingPage(
            "same-photo-twice", "a photo is compared with itself",
            why: """
                It always matches, whoever is on it.
                """,
            instead: """
                name a photo of the document and one of the face.
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
                  - id: same_face
                    check: face_match
                    by: idmeta
                    input: { image_a: "${applicant.selfie}", image_b: "${applicant.selfie}" }
                status:
                  - verify: checks.same_face.passed
                """#,
            right: #"""
                applicant: { id_front: image, selfie: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: same_face
                    check: face_match
                    by: idmeta
                    input: { image_a: "${applicant.id_front}", image_b: "${applicant.selfie}" }
                status:
                  - verify: checks.same_face.passed
                """#),
        FindingPage(
            "needless-require", "`require` of what every answer has",
            why: """
                It reads as if the field could be missing.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    require: [liveness_score]
                """#),
        FindingPage(
            "require-never-given", "`require` of what a vendor never gives",
            why: """
                None of its answers would do, so that the step always ends without one.
                """,
            instead: """
                leave it out, or ask another vendor.
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
                    require: [mrz]
                status:
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
                    require: [type]
                status:
                  - verify: checks.document.passed
                """#),
        FindingPage(
            "needless-session", "`session` or `answer_within` without a vendor's page",
            why: """
                The vendor answers the call itself; there is no page to come back from.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    answer_within: 2h
                """#),
    ]
}
