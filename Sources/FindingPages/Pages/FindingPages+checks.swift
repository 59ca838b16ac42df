extension FindingPages {
    /// Steps, waits and what is asked again.
    static let checks: [FindingPage] = [
        FindingPage(
            "cap-below-initial", "a longest wait that is shorter than the first",
            why: """
                The first wait is cut to the longest, so that `initial` means nothing.
                """,
            instead: """
                make `cap` longer than `initial`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { initial: 30s, cap: 10s }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { initial: 10s, cap: 30s }
                """#),
        FindingPage(
            "needless-cap", "a longest wait where waits do not grow",
            why: """
                With `multiplier: 1` each wait is as long as the first.
                """,
            instead: """
                leave `cap` out, or let waits grow.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { initial: 2s, multiplier: 1, cap: 10s }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { initial: 2s, multiplier: 2, cap: 10s }
                """#),
        FindingPage(
            "retry-of-one", "how to wait, where nothing is repeated",
            why: """
                One call is one call; what is said of repeating it changes nothing.
                """,
            instead: """
                leave it out, or allow more calls.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { calls: 1, initial: 2s }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { calls: 3, initial: 2s }
                """#),
        FindingPage(
            "retry-of-nothing", "nothing is left to repeat",
            why: """
                `except` takes away every kind of error that `on` names.
                """,
            instead: """
                write `calls: 1` if that is meant.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled], except: [throttled] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled, connect], except: [connect] }
                """#),
        FindingPage(
            "needless-retry-except", "`except` takes out what `on` does not name",
            why: """
                It reads as if something were left out that would be repeated otherwise.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled], except: [connect] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { on: [throttled] }
                """#),
        FindingPage(
            "calls-never-reached", "the deadline is over before the calls are used up",
            why: """
                The waits alone take longer; the last calls are never made.
                """,
            instead: """
                allow fewer calls, wait less, or make the deadline longer.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { calls: 8, initial: 20s, deadline: 1m }
                    timeout: 10s
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    retry: { calls: 8, initial: 20s, deadline: 10m }
                    timeout: 10s
                """#),
        FindingPage(
            "needless-on-lost", "`on_lost` where sending again costs nothing",
            why: """
                Only a call that has an effect each time can be lost at a price.
                """,
            instead: """
                leave it out.
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
                applicant: { full_name: string }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: aml
                    check: watchlist
                    by: idmeta
                    input: { full_name: "${applicant.full_name}" }
                    retry: { calls: 3, on_lost: repeat }
                status:
                  - verify: checks.aml.passed
                """#,
            right: #"""
                applicant: { full_name: string }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: aml
                    check: watchlist
                    by: idmeta
                    input: { full_name: "${applicant.full_name}" }
                    retry: { calls: 3 }
                status:
                  - verify: checks.aml.passed
                """#),
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
        FindingPage(
            "finish-after-link", "an attempt may take longer than the link lives",
            why: """
                The link is dead before the attempt has to be finished.
                """,
            instead: """
                make `finish_in` shorter, or `link_for` longer.
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
                    session: { link_for: 10m, finish_in: 20m }
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
                    session: { link_for: 2d, finish_in: 20m }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "past-expiry", "a time that the run's end cuts short",
            why: """
                The run is expired before it is over.
                """,
            instead: """
                make it shorter, or `expires_after` longer.
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
                    answer_within: 60d
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
                    answer_within: 2d
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "unbounded-wait", "nothing ends the wait for another attempt",
            why: """
                A run whose applicant never comes back stays open for good, with its data.
                """,
            instead: """
                add `expires_after` to the flow, or `within` to the attempts.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                expires_after: 30d
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 2
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 2
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                expires_after: 30d
                """#),
        FindingPage(
            "attempts-of-one", "`attempts` that allow no other",
            why: """
                One attempt is what there is without a word.
                """,
            instead: """
                allow another one, or leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 1
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: 2
                """#),
        FindingPage(
            "reason-never-given", "another attempt for a reason that never comes",
            why: """
                The vendor has no such reason, so that nobody is ever asked again for it.
                """,
            instead: """
                name a reason that the help lists.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face, nfc_failed] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face] }
                """#),
        FindingPage(
            "needless-except", "`except` takes out what `on` does not name",
            why: """
                It reads as if something were left out that would be asked for otherwise.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face], except: [camera_missing] }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    attempts: { max: 2, on: [face] }
                """#),
        FindingPage(
            "impossible-cause", "a remedy for what cannot happen",
            why: """
                Nothing is asked of the applicant here, so nobody can stay away.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                    on_exhausted: { unavailable: review, abandoned: expire }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                    on_exhausted: { unavailable: review }
                """#),
        FindingPage(
            "wait-for-nothing", "a wait that no step follows",
            why: """
                Every run is only made slower.
                """,
            instead: """
                remove it, or put it before what has to wait.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                  - wait: 1h
                """#),
        FindingPage(
            "step-never-reached", "a step behind the end of every run",
            why: """
                Every run is decided before it.
                """,
            instead: """
                say in `decide` what has to be so for the run to end.
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
                  - decide:
                      - reject: checks.liveness.failed
                      - cancel: checks.liveness.passed
                      - cancel: checks.liveness.verdict in ["review", "unknown"]
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#,
            right: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - reject: checks.liveness.failed
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#),
        FindingPage(
            "early-verify", "somebody is verified before every step has ended",
            why: """
                What comes later could have spoken against it.
                """,
            instead: """
                write the rule in `status`.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - verify: checks.liveness.passed
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - reject: checks.liveness.failed
                """#),
        FindingPage(
            "misplaced-problem", "a `problem` beside another word than `fail`",
            why: """
                Only a run that fails tells its caller a problem (RFC 9457).
                """,
            instead: """
                write `reason` for the others.
                """,
            at: #"""
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - reject: checks.liveness.failed
                        problem: { type: "https://example.com/p", title: Not live, status: 422 }
                """#,
            right: #"""
                    input: { image: "${applicant.selfie}" }
                  - decide:
                      - fail: checks.liveness.failed
                        problem: { type: "https://example.com/p", title: Not live, status: 422 }
                """#),
        FindingPage(
            "endless-wait", "a wait that is longer than the run",
            why: """
                The run is expired before it is over.
                """,
            instead: """
                wait for less, or make `expires_after` longer.
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
                  - wait: 60d
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#,
            right: #"""
                applicant: { selfie: image, id_front: image }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                  - wait: 1d
                  - id: document
                    check: document
                    by: idmeta
                    input: { image_front: "${applicant.id_front}" }
                status:
                  - verify: checks.liveness.passed && checks.document.passed
                """#),
        FindingPage(
            "no-steps", "a flow without steps",
            why: """
                Nothing would be known of anybody.
                """,
            instead: """
                add a step.
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
                steps: []
                status:
                """#),
        FindingPage(
            "no-session", "`session` for a vendor without a page of its own",
            why: """
                The vendor answers the call itself.
                """,
            instead: """
                leave it out.
                """,
            at: #"""
                    by: idmeta
                """#,
            wrong: #"""
                    by: [ { idmeta: { session: { link_for: 2d } } } ]
                """#,
            right: #"""
                    by: [ idmeta ]
                """#),
        FindingPage(
            "bad-address", "a way back that is no web address",
            why: """
                The vendor's page could not send the applicant anywhere.
                """,
            instead: """
                write it with its scheme.
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
                    session: { return_to: app.example.com/done }
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
                    session: { return_to: https://app.example.com/done }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "session-shared", "two steps in one session",
            why: """
                A session is a verification of its own; nothing else can be made in it.
                """,
            instead: """
                add a second entry of the vendor under `vendors`.
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
                  - id: second
                    check: identity
                    by: idenfy
                status:
                  - verify: checks.identity.passed && checks.second.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {}, idenfy_2: { pack: idenfy } }
                steps:
                  - id: identity
                    check: identity
                    by: idenfy
                    input: { declared: { first_name: "${applicant.first_name}" } }
                  - id: second
                    check: identity
                    by: idenfy_2
                status:
                  - verify: checks.identity.passed && checks.second.passed
                """#),
        FindingPage(
            "misplaced-options", "options beside `by`",
            why: """
                Options are a vendor's own, and another vendor of the list knows nothing of them.
                """,
            instead: """
                write them under the vendor.
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
                    options: { check_liveness: true }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "unknown-option", "an option that the vendor does not have",
            why: """
                It would be refused at the first call, or silently ignored.
                """,
            instead: """
                write the option that the help names.
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
                    by: [ { idenfy: { options: { check_livenes: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "wrong-option", "an option with a value that the vendor's contract forbids",
            why: """
                The vendor would refuse the call.
                """,
            instead: """
                write what the contract allows.
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
                    by: [ { idenfy: { options: { check_liveness: "perhaps" } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "option-not-literal", "an option that varies",
            why: """
                An option can switch a check off, and no invariant sees it.
                """,
            instead: """
                write the value itself.
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
                    by: [ { idenfy: { options: { check_liveness: "${applicant.first_name == 'x'}" } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#,
            right: #"""
                applicant: { first_name: string }
                vendors: { idenfy: {} }
                steps:
                  - id: identity
                    check: identity
                    by: [ { idenfy: { options: { check_liveness: true } } } ]
                    input: { declared: { first_name: "${applicant.first_name}" } }
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "vendor-cannot", "a vendor is asked for a check that it does not make",
            why: """
                There is no call to send.
                """,
            instead: """
                ask a vendor that can, or for another check.
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
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: identity
                    check: identity
                    by: idmeta
                    input: { declared: { first_name: "${applicant.first_name}" } }
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
                status:
                  - verify: checks.identity.passed
                """#),
        FindingPage(
            "nested-policy", "a policy that uses another one",
            why: """
                Whoever reads the second would have to look in two places.
                """,
            instead: """
                write its fields.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                policies:
                  short: { calls: 2 }
                  shorter: { use: short, initial: 1s }
                defaults: { retry: shorter }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    retry: short
                """#,
            right: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                policies:
                  short: { calls: 2 }
                  shorter: { calls: 2, initial: 1s }
                defaults: { retry: shorter }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                    retry: short
                """#),
    ]
}
