extension FindingPages {
    /// Files.
    static let files: [FindingPage] = [
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
            "version-not-raised", "a flow that has changed under the same version",
            why: """
                Runs keep the flow that they began with. Whoever looks at one later cannot tell by the version which of the \
                two it was. Said where `validate` is given the flows as they were, by `--against`.
                """,
            instead: """
                raise `version`, and write behind the number what changed.
                """),
        FindingPage(
            "version-went-back", "a flow with a lower version than the one that it replaces",
            why: """
                Runs of the later version are there already; two flows would have that number. Said with `--against`.
                """,
            instead: """
                count up.
                """),
        FindingPage(
            "needless-version", "a new version of a flow in which nothing changed",
            why: """
                Whoever looks for the change finds none. Layout, comments and the title are no change. Said with `--against`.
                """,
            instead: """
                leave the version as it was.
                """),
        FindingPage(
            "undocumented-version", "a new version, and nobody says what changed",
            why: """
                Months later somebody has to say under which rules an applicant was looked at. Said with `--against`.
                """,
            instead: """
                write it behind the number: `version: 4   # the watchlist is asked first`.
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
    ]
}
