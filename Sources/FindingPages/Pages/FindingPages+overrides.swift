extension FindingPages {
    /// Parents, profiles and what requests may set.
    static let overrides: [FindingPage] = [
        FindingPage(
            "bad-path", "a path in `overridable` that leads to nothing settable",
            why: """
                What is opened to requests is a flag, or a field of a step; anything else would open nothing, \
                or more than was meant.
                """,
            instead: """
                write `flags.name` or `steps.id.field`.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                overridable: [liveness.timeout]
                """#,
            right: #"""
                  - otherwise: review
                overridable: [steps.liveness.timeout]
                """#),
        FindingPage(
            "never-overridable", "something opened to requests that decides who is let through",
            why: """
                Who calls the service would decide who passes, where no rule and no invariant sees it.
                """,
            instead: """
                leave it out; what differs by country or customer belongs into a profile.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                overridable: [steps.liveness.on_exhausted]
                """#,
            right: #"""
                  - otherwise: review
                profiles: { patient: { steps: { liveness: { on_exhausted: incident } } } }
                """#),
        FindingPage(
            "bad-range", "a range that nothing is in, or that does not fit",
            why: """
                A request would be refused whatever it sets, or held to something else than was meant.
                """,
            instead: """
                write `{ min: …, max: … }` with two numbers or two times, the smaller one first.
                """,
            at: #"""
                  - otherwise: review
                """#,
            wrong: #"""
                  - otherwise: review
                overridable: [ { steps.liveness.timeout: { min: 30s, max: 10s } } ]
                """#,
            right: #"""
                  - otherwise: review
                overridable: [ { steps.liveness.timeout: { min: 10s, max: 30s } } ]
                """#),
        FindingPage(
            "bad-profile-by", "a profile chosen by something that names none",
            why: """
                The profile follows from a field of the applicant whose values are words: profiles are named after them.
                """,
            instead: """
                name a field of type string, country, language, bool or int.
                """,
            at: FindingPages.flow,
            wrong: #"""
                flow: sample
                version: 1
                applicant: { selfie: image, country: { type: country, one_of: [DE, US], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && applicant.country != "US"
                  - otherwise: review
                profile_by: country
                profiles: { DE: { steps: { liveness: { timeout: 30s } } }, otherwise: base }
                """#,
            right: #"""
                flow: sample
                version: 1
                applicant: { selfie: image, country: { type: country, one_of: [DE, US], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed && applicant.country != "US"
                  - otherwise: review
                profile_by: applicant.country
                profiles: { DE: { steps: { liveness: { timeout: 30s } } }, otherwise: base }
                """#),
        FindingPage(
            "profile-missing", "a value that has no profile",
            why: """
                A run would be started for it under no profile, or not at all, and nobody would have said which.
                """,
            instead: """
                add the profile, or `otherwise: base` or `otherwise: refuse`.
                """,
            at: FindingPages.flow,
            wrong: #"""
                flow: sample
                version: 1
                applicant: { selfie: image, country: { type: country, one_of: [DE, US], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                profile_by: applicant.country
                profiles: { DE: { steps: { liveness: { attempts: 1 } } } }
                """#,
            right: #"""
                flow: sample
                version: 1
                applicant: { selfie: image, country: { type: country, one_of: [DE, US], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                profile_by: applicant.country
                profiles: { DE: { steps: { liveness: { attempts: 1 } } }, otherwise: refuse }
                """#),
        FindingPage(
            "unused-profile", "a profile that no value chooses",
            why: """
                Nobody would ever run under it; most often its name is misspelt.
                """,
            instead: """
                name it after a value of the field of `profile_by`.
                """,
            at: FindingPages.flow,
            wrong: #"""
                flow: sample
                version: 1
                applicant: { selfie: image, country: { type: country, one_of: [DE, US], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                profile_by: applicant.country
                profiles: { DEU: { steps: { liveness: { timeout: 30s } } }, otherwise: base }
                """#,
            right: #"""
                flow: sample
                version: 1
                applicant: { selfie: image, country: { type: country, one_of: [DE, US], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                profile_by: applicant.country
                profiles: { DE: { steps: { liveness: { timeout: 30s } } }, otherwise: base }
                """#),
        FindingPage(
            "bad-extends", "`extends` that names no file",
            why: """
                The parent's text is read from its file; a name alone says not where.
                """,
            instead: """
                write the path from this file to it.
                """,
            at: FindingPages.flow,
            wrong: #"""
                extends: base
                flow: strict
                version: 1
                steps: { liveness: { timeout: 30s } }
                """#,
            right: #"""
                extends: base.yaml
                flow: strict
                version: 1
                steps: { liveness: { timeout: 30s } }
                """#),
        FindingPage(
            "missing-parent", "a parent that is not there",
            why: """
                Without the flow that it extends, this one has no steps.
                """,
            instead: """
                correct the path, which is relative to the file that names it.
                """,
            at: FindingPages.flow,
            wrong: #"""
                extends: bsae.yaml
                flow: strict
                version: 1
                steps: { liveness: { timeout: 30s } }
                """#,
            right: #"""
                extends: base.yaml
                flow: strict
                version: 1
                steps: { liveness: { timeout: 30s } }
                """#),
        FindingPage(
            "extends-itself", "a flow that extends itself",
            why: """
                There would be no first flow to begin with.
                """,
            instead: """
                name another file.
                """,
            at: FindingPages.flow,
            wrong: #"""
                extends: flow.yaml
                flow: strict
                version: 1
                steps: { liveness: { timeout: 30s } }
                """#,
            right: #"""
                extends: base.yaml
                flow: strict
                version: 1
                steps: { liveness: { timeout: 30s } }
                """#),
        FindingPage(
            "extends-too-deep", "more than eight flows that extend one another",
            why: """
                Where a value comes from could not be seen any more.
                """,
            instead: """
                extend a flow that is nearer to the first.
                """,
            at: FindingPages.flow,
            wrong: #"""
                extends: level-9.yaml
                flow: strict
                version: 1
                steps: { liveness: { timeout: 30s } }
                """#,
            right: #"""
                extends: level-2.yaml
                flow: strict
                version: 1
                steps: { liveness: { timeout: 30s } }
                """#),
        FindingPage(
            "extends-not-here", "a flow that extends another, sent alone",
            why: """
                Where a flow is sent to a service, its parent's file is not there.
                """,
            instead: """
                send what `trustflow compile FLOW --text` prints: the flow with its parents' text.
                """,
            at: FindingPages.flow,
            wrong: #"""
                extends: base.yaml
                flow: sample
                version: 1
                applicant: { selfie: image, country: { type: country, one_of: [DE, US], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                metadata: { country: "${applicant.country}" }
                """#,
            right: #"""
                flow: sample
                version: 1
                applicant: { selfie: image, country: { type: country, one_of: [DE, US], personal: false } }
                vendors: { idmeta: { trust_flow: "1708" } }
                steps:
                  - id: liveness
                    check: biometrics
                    by: idmeta
                    input: { image: "${applicant.selfie}" }
                status:
                  - verify: checks.liveness.passed
                  - otherwise: review
                metadata: { country: "${applicant.country}" }
                """#),
    ]
}
