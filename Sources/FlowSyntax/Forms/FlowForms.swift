import FlowIR
import Vocabulary
public import YAMLDecoding

/// The forms of a flow's text. A new key is a line here, and what reads it.
public enum FlowForms {
    /// Every form of a flow, the whole flow first.
    public static let all = [flow] + values + steps + lists + flows + people + endings + calls + rules

    // MARK: The flow

    static let flow = Form(
        "flow", "A flow: what must be known of an applicant, and how the status follows from it.",
        [
            .key(
                "extends", .pattern("\\.ya?ml$"),
                "The file of a parent flow, relative to this one. All that is not said here is as it is there; `steps` is a map by id then."
            ),
            .need("flow", .name, "The flow's name: letters, digits, `-` and `_`."),
            .need(
                "version", .whole(1...1_000_000), "Raised with every change that runs of the flow would notice."),
            .key("title", .text, "A line for people."),
            .key(
                "applicant", .map(.either([type, .map(type), .form("field"), .form("list_field")])),
                "What is asked of the applicant, by name: a type, or a map with limits. Personal data unless said otherwise."
            ),
            .key(
                "flags", .map(.either([.form("flag"), .text, .number(nil), .truth])),
                "Switches by name, each with a type and a default. In a flow that extends another: its new default."),
            .key(
                "vendors", .map(.form("vendor")),
                "The vendors that steps name under `by`, each a pack with its settings."),
            .key(
                "policies", .map(.some(.form("retry"))), "Named ways to repeat calls, for `retry: name`."),
            .key("defaults", .form("defaults"), "What holds for every call that says nothing else."),
            .key(
                "steps", .either([stepList, .map(.form("step_layer"))]),
                "What is done, in order. In a flow that extends another: a map by step id of what changes."),
            .key("metadata", .map(.template), "Given to vendors that take it, before the verification is closed."),
            .key("status", .list(.form("rule")), "The first rule that holds decides; the last is `otherwise`."),
            .key(
                "invariants", .list(.form("invariant")),
                "What must hold of every decision, whatever the rules say."),
            .key("expires_after", .duration, "A run that is not decided by then expires."),
            .key("review", .form("flow_review"), "Who ends a run in `review_needed`; without it, any one person."),
            .key("finalize", .form("finalize"), "Waits for the caller before verifications are closed."),
            .key("after", .list(.form("last_act")), "What is done once the status is final; it cannot change it."),
            .key("keep", .form("keep"), "How long runs are kept once they have ended."),
            .key(
                "evidence", .list(.text),
                "What is fetched from vendors and kept, sealed, once the status is known: `face`, `report`."),
            .key(
                "profiles", .map(.either([.form("layer"), .choice(["base", "refuse"])])),
                "Named layers over the flow. With `profile_by`, named after values; `otherwise` says what holds for others: `base` or `refuse`."
            ),
            .key(
                "profile_by", .pattern("^applicant\\.[A-Za-z][A-Za-z0-9_]*$"),
                "The field of the applicant that chooses the profile when a run is created."),
            .key(
                "overridable", .list(.either([path, .map(.form("range"))])),
                "What a request may set, and nothing else: `flags.name`, `steps.id.field`, each with a range if wanted."
            ),
            .key("notify", .list(.form("notify")), "Addresses that are told of runs of this flow."),
            .key("outputs", .map(.expression), "What a run that started one of this flow may read."),
        ],
        alternatives: [["extends"], ["steps", "status"]])

    private static let path = Shape.pattern("^(flags\\.[^.]+|steps(\\.[^.]+){2,})$")
    private static let type = Shape.pattern("^(\(FieldType.named.map(\.name).joined(separator: "|")))\\??$")

    // MARK: Declarations

    static let field = Form(
        "field", "A field of the applicant.",
        [.need("type", .either([type, .map(type)]), "Its type, `?` behind it makes it optional; or its fields.")]
            + fieldKeys)

    static let listField = Form(
        "list_field", "A list.",
        [
            .need(
                "list", .either([type, .map(.either([type, .map(type)]))]),
                "The type of its elements, or their fields."),
            .key("min", .whole(0...1000), "The least number of elements."),
            .need("max", .whole(1...1000), "The greatest number of elements."),
            .key("optional", .truth, "Whether it may be missing."),
            .key("personal", .truth, "Whether it is personal data."),
        ])

    private static let flag = Form(
        "flag", "A switch that profiles may change, and requests where it is `overridable`.",
        [.need("type", type, "Its type.")]
            + fieldKeys.map { key in
                key.name == "default" ? .need(key.name, key.shape, "Its value unless a layer says another.") : key
            })

    private static let fieldKeys: [Form.Key] = [
        .key("optional", .truth, "Whether it may be missing."),
        .key("default", .anything, "Its value where none is given."),
        .key("one_of", .list(.anything), "The values allowed."),
        .key("pattern", .text, "A regular expression (RE2) that text must match."),
        .key("min", .number(nil), "The least number allowed."),
        .key("max", .number(nil), "The greatest number allowed."),
        .key("min_length", .whole(0...1_000_000), "The least number of characters."),
        .key("max_length", .whole(0...1_000_000), "The greatest number of characters."),
        .key("personal", .truth, "Whether it is personal data: sealed, never shown, never in metadata of a log."),
    ]

    static let vendor = Form(
        "vendor", "A vendor with its settings; which there are, its pack says.",
        [
            .key("pack", .text, "The pack, when the vendor is not called like it."),
            .key("orphans", .choice(["allow", "refuse"]), "Whether a lost create may be sent again by itself."),
            .key(
                "final", .choice(["required", "advisory"]),
                "Whether its final word can keep an applicant from being verified."),
            .key("vendor_review", .form("vendor_review"), "How long its own people are waited for."),
            .key(
                "parent", .choice(VendorUse.Parent.allCases.map(\.rawValue)),
                "Whether its verifications are children of one of the run that started this one; `required` begins no other run."
            ),
        ], others: .anything)

    static let vendorReview = Form(
        "vendor_review", "The vendor's own people.",
        [.need("wait", .duration, "From when they begin to look; then the step is in review, and ours look.")])

    static let defaults = Form(
        "defaults", "What holds for every call.",
        callKeys + [
            .key(
                "on_exhausted", .either([remedy, .form("on_exhausted")]),
                "What follows when a check has no answer; members of a join that counts keep `skip`.")
        ])

    static let range = Form(
        "range", "Limits for what a request may set, both included.",
        [
            .key("min", .either([.number(nil), .duration]), "The least value allowed."),
            .key("max", .either([.number(nil), .duration]), "The greatest value allowed."),
        ])

    static let notify = Form(
        "notify", "An address that is told of runs.",
        [
            .need("url", .text, "`https://…`, or a variable of the environment: `${env.HOOK_URL}`."),
            .need(
                "on", .list(.choice(NoticeKind.allCases.map(\.rawValue))),
                "What it is told of. Tools that read YAML 1.1 take this key for `true`; trustflow reads YAML 1.2, where it is text."
            ),
            .need(
                "secret", .pattern("^\\$\\{env\\.[A-Za-z_][A-Za-z0-9_]*\\}$"),
                "The variable that holds the key to sign with."),
        ])

    // MARK: Layers

    static let layer = Form(
        "layer", "What differs under a profile: only what is named changes.",
        [
            .key("flags", .map(.anything), "Other defaults of flags."),
            .key("vendors", .map(.map(.anything)), "Other settings of vendors."),
            .key("defaults", .form("defaults"), "Other defaults of calls."),
            .key("steps", .map(.form("step_layer")), "By step id, what changes of it."),
            .key("metadata", .map(.template), "Other metadata."),
            .key("expires_after", .duration, "Another expiry."),
            .key("review", .map(.anything), "What changes of who ends a review."),
        ])

    static let values = [field, listField, flag, vendor, vendorReview, defaults, range, notify, layer]
    static let callKeys: [Form.Key] = [
        .key("timeout", .duration, "How long one call may take."),
        .key(
            "retry", .either([.name, .form("retry"), .list(.form("retry"))]),
            "How calls are repeated: a policy's name, a policy, or a list of them, of which the first that has the kind counts."
        ),
    ]
}
