import FlowIR
import Vocabulary
import YAMLDecoding

/// What is done for its effect, and what happens when all steps have ended.
extension FlowForms {
    static let endings = [act, lastAct, monitor, flowReview, finalize, keep]

    private static let actKeys: [Form.Key] = [
        .need("act", .text, "What is done: `denylist_add`, `face_enrol`, … or a pack's own."),
        .need("by", .some(.either([.text, .map(.form("vendor_layer"))])), "The vendor that does it."),
        .key("input", .map(.template), "What it is given."),
    ]
    private static let actEnd: [Form.Key] =
        callKeys + [
            .key(
                "on_exhausted", .either([.choice(remedies), .form("on_exhausted")]),
                "What follows when it could not be done; without it, an incident.")
        ]
    private static let remedies = Remedy.allCases.map(\.rawValue)

    static let act = Form(
        "act", "Something done at a vendor for its effect alone.",
        [
            .need("id", .identifier, "Its name in expressions: `acts.id`."),
            .key("title", .text, "A line for people."),
            .key("when", .expression, "Done only where this holds."),
        ] + actKeys + [
            .key(
                "undo", .expression, "Taken back where this holds once the `status` is final: `status != \"verified\"`."
            ),
            .key("deadline", .duration, "For everything together."),
        ] + actEnd, kind: "act")

    /// One of `after`.
    static let lastAct = Form(
        "last_act", "Something done once the status is final; it cannot change it.",
        [
            .key("id", .identifier, "Its name in what is shown of a run."),
            .key("title", .text, "A line for people."),
            .key("when", .expression, "Done only where this holds; `status` is how the run ended."),
        ] + actKeys + callKeys, kind: "act")

    static let monitor = Form(
        "monitor", "Goes on watching what a check found, once the status is final.",
        [
            .key("when", .expression, "Only where this holds; `status` is how the run ended."),
            .need("for", longDuration, "How long: `3y`. A year is 365 days, a month (`mo`) 30."),
            .key("on_hit", .choice(["review"]), "What news of it makes of a decided run: it goes to review."),
        ])

    static let flowReview = Form(
        "flow_review", "Who ends a run in `review_needed`.",
        [
            .need("queue", .text, "Where the decision waits."),
            .key("group", .text, "Who may decide."),
            .key("eyes", .whole(1...9), "How many different people have to agree."),
            .key(
                "on_split", .choice(ReviewStep.Split.allCases.map(\.rawValue)), "What follows when they do not agree."),
            .key("within", .duration, "How long a decision may take."),
            .key(
                "on_timeout", .choice(FlowReview.Timeout.allCases.map(\.rawValue)),
                "What follows when nobody decides."),
            .key("escalate_to", .text, "The group that the decision is passed on to."),
            .key("follow", .truth, "Whether a vendor's later answer runs the rules again."),
            .key("reopen", .truth, "Whether a vendor that takes its final word back brings a decided run into review."),
        ])

    static let finalize = Form(
        "finalize", "The caller's last word before verifications are closed.",
        [
            .need("hold", .choice(["caller"]), "Who is waited for: `POST /v1/runs/{id}/finalize`."),
            .need("within", .duration, "How long."),
            .key(
                "on_timeout", .choice(FinalizeHold.Timeout.allCases.map(\.rawValue)),
                "What follows when nobody comes; without it, `go_on`."),
        ])

    /// How a run may have ended.
    static let keptEndings: [RunStatus] = RunStatus.allCases.filter { $0.isDecided && $0 != .reviewNeeded }

    static let keep = Form(
        "keep", "How long a run is kept once it has ended, before it is erased, here and at its vendors.",
        keptEndings.map { .key($0.rawValue, longDuration, "Kept so long when \($0.rawValue).") }
            + [.key("otherwise", longDuration, "For every status that is not named.")])

    private static let longDuration = Shape.pattern("^([0-9]+(y|mo|w|d|h|m|s|ms))+$")
}
