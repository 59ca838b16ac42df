import FlowIR
import FlowMachine
import FlowScenarios
import Vocabulary
public import YAMLDecoding

/// The forms of a scenario file.
public enum ScenarioForms {
    /// Every form, the whole file first.
    public static let all = [
        file, scenario, move, submission, operation, review, caller, expectation, incident, join, step,
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
            .key(
                "vendors", .map(.anything),
                "What vendors do: a story by vendor, or answers in order by call: `idmeta.biometrics: [timeout, approved]`."
            ),
            .key(
                "flows",
                .map(.some(.choice(["verified", "rejected", "review_needed", "expired", "cancelled", "failed"]))),
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
            .key("operator", .form("operation"), "An operator acts on a call in doubt."),
            .key(
                "caller", .either([.choice(["cancel", "finalize"]), .form("caller")]), "The caller acts on the run."),
            .key("reviewer", .form("reviewer"), "A person decides the review."),
            .key("expect", .form("expectation"), "What has to hold now."),
        ], oneOf: ["applicant", "advance", "operator", "caller", "reviewer", "expect"])

    static let submission = Form(
        "submission", "What the applicant does.",
        [
            .key("submit", .map(.map(.anything)), "Fields by the step that asks for them."),
            .key("open", .text, "The step whose link is followed."),
            .key("finish", .text, "The step whose page is gone through."),
        ], oneOf: ["submit", "open", "finish"])

    static let operation = Form(
        "operation", "What an operator does.",
        [
            .need("at", .text, "The call: `idmeta.create`."),
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
            .key("calls", .map(.whole(0...1_000_000)), "How many calls were sent: `idmeta.create: 1`."),
            .key("incident", .either([.truth, .form("expected_incident")]), "Whether a call is in doubt."),
            .key("erased", .truth, "Whether the flow's time for keeping the run is over."),
        ])

    static let incident = Form(
        "expected_incident", "The call in doubt.", [.need("at", .text, "The call: `idmeta.create`.")])

    static let join = Form(
        "expected_join", "What is expected of a join.", [.need("met", .truth, "Whether enough have passed.")])

    static let step = Form(
        "expected_step", "What is expected of a step.",
        [
            .key("verdict", .choice(Verdict.allCases.map(\.rawValue)), "Its verdict."),
            .key("ended", .choice(Ended.allCases.map(\.rawValue)), "How it ended."),
            .key("attempts", .whole(0...100), "How many attempts were made."),
            .key("by", .text, "The vendor that answered."),
        ])
}
