import Vocabulary

/// What callers get.
extension Schemas {
    static let answers: [String: JSON] = [
        "Run": object(
            "A run: its status, why, and what it waits for. It holds no personal value.",
            required: [
                "id", "flow", "version", "status", "asks", "questions", "steps", "children", "vendors", "incidents",
                "possible_orphans",
                "overturned", "call_count", "created_at", "updated_at",
            ],
            [
                "id": run, "flow": word, "version": number("The flow's version.", least: 1), "profile": word,
                "digest": text("SHA-256 of the program that the run is pinned to."), "status": status,
                "reason": text("The word behind the status."),
                "decided": object(
                    "What decided.", required: ["by", "not_known"],
                    [
                        "by": text("The rule, or who."), "at": text("Where the rule stands.", example: "kyc.yaml:52"),
                        "not_known": words.with(["description": "What was not known when it was decided."]),
                    ]),
                "problem": whole(
                    "What a `fail` of the flow says of itself (RFC 9457).",
                    ["type": word, "title": word, "status": number("An HTTP status.", least: 400)]),
                "waiting": object(
                    "Whom the run waits for.", required: ["for", "on"],
                    [
                        "for": choice(
                            "Who has to act.",
                            ["applicant", "caller", "flow", "operator", "reviewer", "timer", "vendor"]),
                        "on": text("A step, a call or a reason."), "until": moment,
                    ]),
                "asks": list(
                    "What the applicant, or whoever created the run, is asked for.",
                    of: object(
                        "", required: ["step", "fields", "reason", "from"],
                        [
                            "step": word, "fields": words, "reason": word, "until": moment,
                            "from": choice("Who is asked.", ["applicant", "caller"]),
                        ])),
                "questions": list(
                    "What people are asked: at a step, or without one, how the run ends.",
                    of: object(
                        "", required: ["queue", "shows", "answers", "eyes", "answered"],
                        [
                            "step": word, "queue": word, "group": text("Who may answer."),
                            "question": text("The question."),
                            "shows": words, "answers": words, "eyes": number("How many have to agree.", least: 1),
                            "answered": number("How many have answered.", least: 0), "until": moment,
                        ])),
                "steps": list(
                    "The steps so far.",
                    of: object(
                        "", required: ["id", "verdict", "attempts", "reasons"],
                        [
                            "id": word, "ended": text("How it ended."), "verdict": text("What it says."),
                            "by": text("The vendor."), "attempts": number("How often the applicant tried."),
                            "reasons": words,
                        ])),
                "children": list(
                    "Runs of other flows that steps of this one started.",
                    of: object(
                        "", required: ["step"], ["step": word, "run": word, "status": word, "reason": word])),
                "parent": text("The run whose step started this one."),
                "vendors": list(
                    "The verifications at vendors.",
                    of: object(
                        "", required: ["name", "phase"],
                        ["name": word, "verification": text("The vendor's id."), "status": word, "phase": word])),
                "incidents": list(
                    "Calls in doubt, which a person has to resolve.",
                    of: whole(
                        "",
                        [
                            "id": word, "at": text("The call.", example: "idmeta.create"), "problem": word,
                            "vendor_may_have_acted": ["type": "boolean"], "since": moment, "verbs": words,
                        ])),
                "possible_orphans": list(
                    "Calls that may have acted at a vendor twice, with the setting that allowed it.",
                    of: whole("", ["at": word, "allowed_by": word])),
                "action": object(
                    "What the applicant has to do now.", required: ["kind", "step"],
                    [
                        "kind": choice("What it is.", ["open_link", "give_input"]), "step": word,
                        "url": text("For `open_link`: ours, the same over all attempts.").with(["format": "uri"]),
                        "until": moment,
                    ]),
                "overturned": list(
                    "Vendors that changed their final word; nothing follows by itself.",
                    of: whole("", ["vendor": word, "status": word, "at": moment])),
                "call_count": number("Vendor calls sent so far."), "created_at": moment, "updated_at": moment,
            ]),
        "Session": object(
            "An open session on a vendor's page.", required: ["vendor", "attempt", "access"],
            [
                "vendor": word, "attempt": number("Which attempt of the step.", least: 1), "ends_at": moment,
                "access": object("The vendor's own: `url`, and what its SDK takes.", [:]).with([
                    "additionalProperties": word
                ]),
            ]),
        "RunPage": object(
            "A page of runs, the newest first.", required: ["runs"],
            [
                "runs": list(
                    "",
                    of: object(
                        "", required: ["id", "flow", "version", "status", "created_at", "updated_at"],
                        [
                            "id": run, "flow": word, "version": word, "status": status, "reason": word,
                            "decided_by": text("The place of the rule, or who."), "waiting_on": text("A step."),
                            "incident": text("A call."), "created_at": moment, "updated_at": moment,
                        ])),
                "next": text("The next page's `cursor`; not there at the end."),
            ]),
        "History": whole("What happened to a run, in order.", ["events": list("", of: named("Event"))]),
        "Event": object(
            "Something that happened to a run, by names of the flow; values stay sealed.",
            required: ["sequence", "at", "kind"],
            [
                "sequence": number("1 for the first, then without a gap.", least: 1), "at": moment, "kind": word,
                "activity": text("A vendor's call."), "calls": number("How often it was sent."), "outcome": word,
                "step": word, "fields": words, "timer": word, "by": word,
            ]),
        "Flow": whole(
            "A version of a flow.",
            ["flow": word, "version": number("", least: 1), "published": ["type": "boolean"]]),
        "FlowList": whole("The flows that runs can be started of.", ["flows": list("", of: named("Flow"))]),
        "FlowReport": whole(
            "A flow's text that has no errors.",
            ["flow": word, "version": number("", least: 1), "warnings": list("", of: named("ProblemDetail"))]),
        "ProblemDetail": object(
            "One thing that is wrong.", required: ["code", "detail"],
            [
                "code": word, "detail": word, "pointer": text("A place in the body (RFC 6901).", example: "/flow"),
                "help": text("What to write instead."),
                "place": text("A place in a flow's text.", example: "flow.yaml:12:5"),
            ]),
        "Problem": object(
            "Why a request was not done (RFC 9457).", required: ["type", "status", "code", "title"],
            [
                "type": word, "status": ["type": "integer"],
                "code": text("Stable; of the findings of `trustflow validate` where it is one."), "title": word,
                "detail": word, "errors": list("All that is wrong.", of: named("ProblemDetail")),
            ]),
    ]
}
