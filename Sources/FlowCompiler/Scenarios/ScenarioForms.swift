import FlowIR
import FlowMachine
import FlowScenarios
import Vocabulary
public import YAMLDecoding

/// The forms of a scenario file.
public enum ScenarioForms {
    /// Every form, the whole file first.
    public static let all = [
        file, scenario, move, submission, news, operation, review, caller, expectation, incident, join, step, call,
    ]

    static let file = Form(
        "scenario_file", "Scenarios of a flow: what vendors and people do, and what is expected of the run.",
        [
            .need("flow", .name, "The flow that they are about."),
            .key("defaults", .form("scenario"), "What holds for every scenario that says nothing else."),
            .need("scenarios", .list(.form("scenario")), "The scenarios, in order."),
        ])

    static let scenario = Form(
        "scenario", "One run.",
        [
            .key("name", .text, "A sentence that says what is shown."),
            .key("like", .text, "The scenario above that this one is like."),
            .key("profile", .text, "The profile of the flow."),
            .key("applicant", .map(.anything), "The applicant's fields; `\"@photo.jpg\"` for a file beside this one."),
            .key("flags", .map(.anything), "Flags that the request sets, as far as the flow opens them."),
            .key(
                "steps", .map(.map(.anything)), "Overrides of the request, by step id, as far as the flow opens them."),
            .key("metadata", .map(.anything), "Members that the caller gives with the run, beside the flow's own."),
            .key(
                "vendors", .map(.anything),
                "What vendors do: a story by vendor, or answers in order by call: `idmeta.biometrics: [timeout, approved]`."
            ),
            .key(
                "flows",
                .map(.some(.choice(outcomes.map(\.rawValue)))),
                "What other flows come to that steps start, by step id: `owners: [verified, review_needed]`."),
            .key(
                "applicant_does", .choice(["everything", "nothing"]),
                "Whether the applicant gives at once whatever is asked for."),
            .key("script", .list(.form("move")), "What happens, move by move, each when the run is at rest."),
            .key("expect", .form("expectation"), "What has to hold in the end."),
        ])

    static let move = Form(
        "move", "One thing that somebody does.",
        [
            .key("applicant", .form("submission"), "The applicant gives something, or goes to a vendor's page."),
            .key("advance", .duration, "Time goes by; timers that fall due run in order."),
            .key(
                "until", .expression,
                "Time goes by until this holds: `status == \"review_needed\"`. It may name what rules name, and `waiting_on` and `incident`."
            ),
            .key("at_most", .duration, "Beside `until`: how long it may take."),
            .key("vendor", .map(.form("news")), "A vendor tells of its session by itself."),
            .key("operator", .form("operation"), "An operator acts on a call in doubt."),
            .key(
                "caller", .either([.choice(["cancel", "finalize", "erase"]), .form("caller")]),
                "The caller acts on the run."),
            .key("reviewer", .form("reviewer"), "A person decides the review."),
            .key("crash", .truth, "The service dies here and comes back."),
            .key("expect", .form("expectation"), "What has to hold now."),
        ], oneOf: ["applicant", "advance", "until", "vendor", "operator", "caller", "reviewer", "crash", "expect"])

    static let submission = Form(
        "submission", "What the applicant does.",
        [
            .key("submit", .map(.map(.anything)), "Fields by the step that asks for them."),
            .key("open", .text, "The step whose link is followed."),
            .key("finish", .text, "The step whose page is gone through."),
            .key("abandon", .text, "The step that is left, its page opened first."),
            .key("refuse", .text, "The step on whose page the applicant says that they will not take part."),
        ], oneOf: ["submit", "open", "finish", "abandon", "refuse"])

    static let news = Form(
        "news", "What a vendor tells of its session.",
        [
            .need("say", .text, "A word of the vendor's stories: how the session goes, or a reason."),
            .key("with", .map(.anything), "Values in place of those of the story."),
            .key("after", .duration, "How much later it is told."),
            .key("times", .whole(1...10), "How often the same is told."),
            .key("lost", .truth, "It happens at the vendor, and nobody is told."),
            .key("forged", .truth, "Somebody else tells it."),
        ])

    static let operation = Form(
        "operation", "What an operator does.",
        [
            .need("at", .text, "The call, or the step that wants it: `idmeta.create`."),
            .need("do", .choice(IncidentVerb.allCases.map(\.rawValue)), "What becomes of it."),
        ])

    static let review = Form(
        "reviewer", "How a person decides.",
        [
            .need("who", .text, "A pseudonym."),
            .need("says", .text, "What the run becomes, `verify` or `reject`, or one of the step's answers."),
            .key(
                "on", .text,
                "The step whose question is answered. Tools that read YAML 1.1 take this key for `true`."),
            .key("reason", .text, "Why, in a word."),
            .key("refused", .text, "The code with which this has to be refused."),
        ])

    static let caller = Form(
        "caller", "What the caller changes.",
        [
            .key("metadata", .map(.anything), "Members to be set; others stay."),
            .key("input", .map(.map(.anything)), "Fields by the step that waits for them."),
        ])

    static let expectation = Form(
        "expectation", "What is expected; what is not named is not looked at.",
        [
            .key("status", .choice(RunStatus.allCases.map(\.rawValue)), "The run's status."),
            .key("reason", .text, "Its reason."),
            .key("profile", .text, "The profile that it runs under; `base` for none."),
            .key(
                "steps", .map(.either([.choice(Verdict.allCases.map(\.rawValue)), .form("expected_step")])),
                "By step id: its verdict, or more."),
            .key("joins", .map(.form("expected_join")), "By the id of steps side by side, what came of the join."),
            .key(
                "waiting_on", .choice(WaitingOn.allCases.map(\.rawValue)), "Who has to act now."),
            .key(
                "flows", .map(.some(.choice(outcomes.map(\.rawValue)))),
                "By step id, what became of the runs that the step started, in order."),
            .key("calls", .map(.whole(0...1_000_000)), "How many calls were sent: `idmeta.create: 1`."),
            .key("sent", .list(.form("expected_call")), "Calls that were sent with these members."),
            .key(
                "events", .some(.choice(NoticeKind.allCases.map(\.rawValue))),
                "What was told to whoever wants to be told, in this order; others may stand between."),
            .key(
                "alerts", .some(.choice(Alert.kinds.map(\.rawValue))),
                "What operators were told of vendors that work for nobody, in this order; `[]` for nothing."),
            .key("by_then", .duration, "The run has had its status no later than this after its creation."),
            .key("incident", .either([.truth, .form("expected_incident")]), "Whether a call is in doubt."),
            .key("erased", .truth, "Whether the run was erased."),
        ])

    /// What runs of other flows come to.
    static let outcomes: [RunStatus] = [.verified, .rejected, .reviewNeeded, .expired, .cancelled, .failed]

    static let incident = Form(
        "expected_incident", "The call in doubt.",
        [
            .need("at", .text, "The call: `idmeta.create`."),
            .key(
                "verbs", .list(.choice(IncidentVerb.allCases.map(\.rawValue))), "What an operator may do about it."),
        ])

    static let call = Form(
        "expected_call", "A call that was sent.",
        [
            .need("to", .text, "The call: `idmeta.metadata`."),
            .need("has", .map(.anything), "Members that stand together somewhere in its body."),
        ])

    static let join = Form(
        "expected_join", "What is expected of a join.", [.need("met", .truth, "Whether enough have passed.")])

    static let step = Form(
        "expected_step", "What is expected of a step.",
        [
            .key("verdict", .choice(Verdict.allCases.map(\.rawValue)), "Its verdict."),
            .key("ended", .choice(Ended.allCases.map(\.rawValue)), "How it ended."),
            .key("attempts", .whole(0...100), "How many attempts were made."),
            .key("by", .text, "The vendor that answered."),
            .key("reasons", .list(.text), "The reasons that were given, over all attempts."),
        ])
}
