extension FindingPages {
    /// What is seen only with another file beside: a pack, a flow that is started, a story of a vendor.
    static let others: [FindingPage] = [
        FindingPage(
            "unpinned-flow", "a flow is started without its version",
            why: """
                What was found out about this flow holds for the other one as it was; a later version may ask for more, or \
                say less.
                """,
            instead: """
                name the version: `flow: person@3`.
                """,
            at: #"""
                steps:
                """#,
            wrong: #"""
                steps:
                  - { id: letter, flow: letter, within: 5d }
                """#),
        FindingPage(
            "setting-type", "a setting of another type than the vendor's pack says",
            why: """
                The vendor would be sent something else than was meant: `0123` without quotes is a number to YAML.
                """,
            instead: """
                write it in that type; quote what is text.
                """,
            at: #"""
                vendors: { idmeta: { trust_flow: "1708" } }
                """#,
            wrong: #"""
                vendors: { idmeta: { trust_flow: 1708 } }
                """#),
        FindingPage(
            "setting-value", "a setting with a value that the vendor's pack does not know",
            why: """
                The vendor would refuse every call.
                """,
            instead: """
                write one of those that the help names, or text of the form that it shows.
                """),
        FindingPage(
            "no-judge", "a check that only measures, and nobody judges",
            why: """
                The vendor gives a number and no verdict; every run would go to a person.
                """,
            instead: """
                give the step a `verdict` with `fail`, `pass` and `otherwise`.
                """),
        FindingPage(
            "repeats-session", "a block repeats a check on a vendor's page",
            why: """
                The applicant would be sent to a new page in each round, and the old one would still be open.
                """,
            instead: """
                put `attempts` on the step itself.
                """),
        FindingPage(
            "media-inside", "a photo or a film inside a record or a list",
            why: """
                Media are stored and sent one by one, under the name of their field.
                """,
            instead: """
                give it a field of its own under `applicant`.
                """),
        FindingPage(
            "number-too-large", "a whole number that does not fit into 64 bits",
            why: """
                It would be rounded, which no number of a document or an account survives.
                """,
            instead: """
                quote it where it is a name; write a smaller one where it is a number.
                """),
        FindingPage(
            "no-subflow", "a scenario answers for a step that starts no flow",
            why: """
                The answer would never be asked for.
                """,
            instead: """
                put what vendors answer under `vendors`.
                """),
        FindingPage(
            "no-question", "a scenario's reviewer answers a step that asks nobody",
            why: """
                The move could never be made.
                """,
            instead: """
                name a `review` step, or leave `on` out where the review of the whole run is meant.
                """),
        FindingPage(
            "cannot-refuse", "an applicant refuses where the vendor could not tell",
            why: """
                No session of this vendor ends because the applicant said no, so that the run would never hear of it.
                """,
            instead: """
                let the applicant leave: `abandon`.
                """),
        FindingPage(
            "tells-nothing", "news of a vendor that sends none",
            why: """
                The vendor only answers, and the scenario's move could never be made.
                """,
            instead: """
                say under `vendors` what it answers.
                """),
        FindingPage(
            "unknown-operation", "a scenario names something that the vendor does not do",
            why: """
                The answer would never be given.
                """,
            instead: """
                name a check or a call of its pack; the help lists them.
                """),
        FindingPage(
            "story-breaks-contract", "an answer that the vendor's contract does not allow",
            why: """
                The vendor never says that, so that the scenario proves nothing.
                """,
            instead: """
                write what it may say, or `breaks_contract` where that is what the scenario is about.
                """),
        FindingPage(
            "story-without-value", "a scripted answer that cannot be worked out",
            why: """
                There is nothing that the vendor could be made to say.
                """,
            instead: """
                give the values that the story needs.
                """),
        FindingPage(
            "not-a-session", "`on_finish` for a check that has no page of the vendor's",
            why: """
                Nobody finishes there anything.
                """,
            instead: """
                list the answers to the calls.
                """),
        FindingPage(
            "not-of-a-session", "an answer to a call, where the vendor has a page",
            why: """
                A session ends by news, not by the answer to the call that opened it.
                """,
            instead: """
                write a story, a reason, or `{ on_finish: [ … ] }`.
                """),
        FindingPage(
            "no-profile", "an applicant for whose value the flow has no profile",
            why: """
                With `otherwise: refuse` no run is started for such a value.
                """,
            instead: """
                give a value that has a profile, or write `otherwise: base`.
                """),
        FindingPage(
            "profile-mismatch", "a profile is named, and the applicant's data choose another",
            why: """
                With `profile_by` the data decide, so that nobody is looked at under the rules of another country.
                """,
            instead: """
                leave `profile` out.
                """),
    ]
}
