import FlowIR
import Vocabulary
import YAMLDecoding

extension FlowForms {
    static let head: [Form.Key] = [
        .key("id", .identifier, "Its name in expressions and layers."),
        .key("title", .text, "A line for people."),
        .key("when", .expression, "Done only where this holds."),
    ]

    /// Each kind of step has a form of its own, named here and among those below.
    private static let kinds = [
        "check", "act", "decide", "wait", "collect", "review", "block", "choose", "parallel", "flow_step",
    ]

    /// A list of steps, also inside others.
    static let stepList = Shape.list(.either(kinds.map { .form($0) }))

    /// The forms of ``kinds``.
    static let stepForms = [check, act, decide, wait, collect, review, block, choose, parallel, flowStep]

    static let steps = [
        check, decide, wait, stepLayer, vendorLayer,
        attempts, onExhausted, failover, session, arm, earlyRule, problem, waiting,
    ]
    static let check = Form(
        "check", "One question put to a vendor.",
        [
            .need("id", .identifier, "Its name in expressions: `checks.id`."),
            .key("title", .text, "A line for people."),
            .need("check", .text, "What is asked: `document`, `biometrics`, `watchlist`, … or a pack's own."),
        ] + checkKeys)

    /// What layers may change, too.
    private static let checkKeys: [Form.Key] =
        [
            .key(
                "by", .some(.either([.text, .map(.form("vendor_layer"))])),
                "The vendor, or several of which the next is asked when one gives no answer."),
            .key("input", .map(.template), "What the check is given, by name."),
            .key("when", .expression, "Done only where this holds."),
            .key("verdict", .list(.form("arm")), "The flow's own judgement: the first arm that holds."),
            .key(
                "attempts", .either([.whole(1...20), .form("attempts")]),
                "How often the applicant may try, the first included."),
        ] + callKeys + [
            .key(
                "on_exhausted", .either([remedy, .form("on_exhausted")]),
                "What follows when there is no answer: one word, or by cause."),
            .key("failover", .form("failover"), "When the next vendor of `by` is asked."),
            .key("require", .some(.text), "Fields of the result without which an answer is none."),
            .key("session", .form("session"), "How the applicant gets to a vendor's page."),
            .key("answer_within", .duration, "From the last capture on a vendor's page to its verdict."),
            .key("monitor", .form("monitor"), "Goes on watching what was found, once the status is final."),
            .key("deadline", .duration, "For everything together: calls, attempts and the applicant's time."),
        ]

    static let stepLayer = Form(
        "step_layer", "What changes of a step.",
        [.key("title", .text, "Another line for people.")] + checkKeys.filter { $0.name != "attempts" } + [
            .key(
                "attempts", .either([.whole(1...20), .form("attempts"), .form("repetition_layer")]),
                "Other attempts of a check, or of a block."),
            .key("applicant", .map(.template), "Another applicant of a flow."),
            .key("flags", .map(.template), "Other flags of a flow."),
            .key("profile", .text, "Another profile of a flow."),
            .key("concurrency", .whole(1...100), "Another number of runs at a time."),
            .key("detach", .truth, "Whether a flow is waited for."),
            .key("in", .expression, "Another list."),
            .key("min", .whole(0...1000), "Another least number of elements."),
            .key("max", .whole(1...1000), "Another greatest number of elements."),
            .key("on_size", .choice(Each.Misfit.allCases.map(\.rawValue)), "What follows for another length."),
            .key("options", .map(.anything), "The vendors' own switches."),
            .key("wait", .either([.duration, .form("waiting")]), "Another pause."),
            .key("from", .choice(CollectStep.Source.allCases.map(\.rawValue)), "Somebody else who gives the fields."),
            .key("within", .duration, "Another limit of time."),
            .key("remind", .some(.duration), "Other reminders."),
            .key("on_timeout", .text, "Another end of waiting."),
            .key("review", .map(.anything), "What changes of the question."),
            .key("undo", .expression, "When an act is taken back."),
        ])

    static let vendorLayer = Form(
        "vendor_layer", "What holds for one vendor of a step alone.",
        [
            .key("input", .map(.template), "Further inputs, or others."),
            .key("options", .map(.anything), "The vendor's own switches, by the names that its pack gives them."),
            .key("session", .form("session"), "How the applicant gets to its page."),
        ] + callKeys)

    static let attempts = Form(
        "attempts", "The tries that an applicant notices.",
        [
            .key("max", .whole(1...20), "How many, the first included."),
            .key("on", .some(reason), "The reasons, or groups of reasons, that allow another."),
            .key("except", .some(reason), "Reasons that do not."),
            .key("again_if", .expression, "An answer that deserves another try."),
            .key("ask", .some(.text), "The applicant's fields that are asked for again."),
            .key("within", .duration, "How long one capture may take."),
            .key("remind", .some(.duration), "When to remind of a capture, counted from the asking."),
            .key("free", .some(freeReason), "How a session may end without counting as a try, ten times at most."),
        ])
    private static let freeReason = Shape.choice(
        ApplicantReason.groups + ApplicantReason.all.map(\.name) + [ErrorKind.vendorFault.rawValue])
    private static let reason = Shape.choice(ApplicantReason.groups + ApplicantReason.all.map(\.name))
    static let remedy = Shape.choice(Remedy.allCases.map(\.rawValue))

    static let onExhausted = Form(
        "on_exhausted", "What follows when there is no answer, by cause.",
        Cause.allCases.map { .key($0.rawValue, remedy, "Without this, `\($0.defaultRemedy.rawValue)`.") }
            + [.key("otherwise", remedy, "For every cause that is not named.")])

    static let failover = Form(
        "failover", "When the next vendor of `by` is asked.",
        [
            .need(
                "on", .some(.choice(failoverWords.map(\.name))),
                "The kinds of error after which it is asked, `unavailable` for every one that ends as that; after any other the step ends."
            ),
            .key(
                "after_start", .truth,
                "Whether it is asked when the applicant has begun with the first, who then begins again."),
        ])
    /// What `failover.on` takes, and what each word stands for.
    static let failoverWords: [(name: String, value: [ErrorKind])] =
        ErrorKind.allCases.filter(\.failsOver).map { ($0.rawValue, [$0]) } + [
            (Cause.unavailable.rawValue, ErrorKind.allCases.filter { $0.failsOver && $0.cause == .unavailable })
        ]

    static let session = Form(
        "session", "How the applicant gets to a vendor's page.",
        [
            .key(
                "open", .choice(HostedSession.Opening.allCases.map(\.rawValue)),
                "Whether it is opened when the applicant follows the link, or at once."),
            .key("link_for", .duration, "How long our link lives, over all attempts."),
            .key("finish_in", .duration, "How long one attempt may take, where the vendor lets us choose."),
            .key("remind", .some(.duration), "When to remind of the link, counted from its beginning."),
            .key("return_to", .text, "Where the vendor's page sends the applicant back to."),
        ])

    static let arm = Form(
        "arm", "One arm of a verdict.",
        [
            .key("fail", .expression, "Failed where this holds."),
            .key("review", .expression, "To be looked at where this holds."),
            .key("pass", .expression, "Passed where this holds."),
            .key("otherwise", .choice(["fail", "review", "pass", "unknown"]), "The last arm: what holds else."),
            .key("overrules_vendor", .truth, "Lets this arm raise a verdict that the vendor gave."),
        ], oneOf: ["fail", "review", "pass", "otherwise"])

    static let decide = Form(
        "decide", "Ends the run early, so that nothing more is paid for. It never verifies.",
        head + [.need("decide", .list(.form("early_rule")), "The first rule that holds ends the run.")])

    static let earlyRule = Form(
        "early_rule", "One rule of `decide`.",
        EarlyRule.Outcome.allCases.map { .key($0.rawValue, .expression, "Ends the run so where this holds.") } + [
            .key("reason", .text, "Why, in a word: shown and counted, never personal."),
            .key("problem", .form("problem"), "With `fail`: what the caller is told (RFC 9457)."),
        ], oneOf: EarlyRule.Outcome.allCases.map(\.rawValue))

    static let problem = Form(
        "problem", "A problem of the flow's own (RFC 9457).",
        [
            .need("type", .text, "An address that names the kind of problem."),
            .need("title", .text, "A line for people."),
            .need("status", .whole(400...599), "An HTTP status."),
        ])

    static let wait = Form(
        "wait", "Lets time go by.",
        head + [.need("wait", .either([.duration, .form("waiting")]), "How long, or until when.")])

    static let waiting = Form(
        "waiting", "Until a moment of the data.",
        [
            .need("until", .expression, "The moment: a timestamp."),
            .need("at_most", .duration, "No longer than this."),
        ])
}
