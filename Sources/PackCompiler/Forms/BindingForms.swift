import Vendors
import Vocabulary
public import YAMLDecoding

/// The forms of a binding: how a pack's words map to the vendor's calls, statuses and errors.
public enum BindingForms {
    /// Every form, the whole binding first.
    public static let all =
        [binding, setting, auth, basic, object, matcher] + operations + checks + acts + webhooks

    static let binding = Form(
        "binding", "How our words map to a vendor's calls, statuses and errors.",
        [
            .need("pack", .text, "The pack's name: that of its folder."),
            .need("binding", .whole(1...1), "The version of this form."),
            .key("contract", .text, "The vendor's OpenAPI document, beside this file."),
            .key("settings", .map(.form("setting")), "What a flow gives under `vendors`."),
            .need("servers", .map(.text), "Addresses by name, for the `call` of operations."),
            .key("auth", .map(.form("auth")), "How calls to a server are authenticated, by server."),
            .key("errors", .list(.form("matcher")), "What answers of any operation mean; the first line that matches."),
            .need("operations", .map(.form("operation")), "What can be asked of the vendor, by our names."),
            .key("objects", .map(.form("object")), "What has to be at the vendor before a verification is opened."),
            .key("verification", .form("verification"), "How a verification is opened, told and closed."),
            .key(
                "statuses", .map(.either([.text, .truth, .list(.text), .form("status")])),
                "The vendor's statuses and what they are to us; `from` says where they stand, `unknown` what another is."
            ),
            .key("webhooks", .map(.form("webhook")), "What the vendor sends of itself."),
            .key("checks", .map(.form("binding_check")), "The checks that the vendor makes."),
            .key("kinds", .map(.form("kind")), "Kinds of check of this pack's own."),
            .key("acts", .map(.form("binding_act")), "What is done at the vendor for its effect alone."),
        ])

    static let setting = Form(
        "setting", "Something that a flow gives under `vendors.NAME`.",
        [
            .key("type", .choice(["string", "url", "int", "double", "bool", "check", "secret"]), "Its type."),
            .key("list", .text, "The type of its items, for a list."),
            .key("env", .text, "For a secret: the variable of the environment that holds it."),
            .key("one_of", .list(.anything), "The values allowed."),
            .key("pattern", .text, "What the whole of a text must match."),
            .key("default", .anything, "Its value where none is given."),
            .key("optional", .truth, "Whether it may be left out."),
            .key("example", .anything, "What a dry run takes for a setting that the flow leaves to the environment."),
        ])

    static let auth = Form(
        "auth", "How calls to a server are authenticated.",
        [
            .key("bearer", .template, "A bearer token."),
            .key("basic", .form("basic"), "A user and a password."),
            .key("header", .map(.template), "Headers by name."),
            .key("body", .map(.template), "Members of every body."),
        ])

    static let object = Form(
        "object", "Something that is made at the vendor once for a run.",
        [.need("by", .text, "The operation that makes it.")])

    static let basic = Form(
        "basic", "HTTP's basic authentication.",
        [.need("user", .template, "The user."), .need("password", .template, "The password.")])

    static let matcher = Form(
        "matcher", "What an answer means that looks like this.",
        [
            .key("http", .some(.either([.text, .whole(100...599)])), "HTTP statuses: `429`, `4xx`, or a list."),
            .key("at", .text, "A JSON Pointer into the body; what is not there matches nothing."),
            .key("is", .some(.anything), "The value there, or one of a list."),
            .key("any", .truth, "Any value there."),
            .key("text", .truth, "Any text there."),
            .key("fold", .truth, "Case, blanks and a last dot do not count."),
            .key("starts", .map(.text), "Beginnings of the text there, with the applicant reason of each."),
            .key("map", .map(.text), "Values there, with the applicant reason of each."),
            .key("else", .text, "The reason for a value that is not in `map`."),
            .key("when", .expression, "Only where this holds of the answer."),
            .need("as", .text, "What it is taken for: a kind of error, `applicant`, `incomplete`, `done`, `ended`."),
            .key("field", .text, "The input that has to be given again."),
            .key("detail", .text, "A JSON Pointer to what is kept for people."),
            .key("reason", .text, "The applicant reason."),
        ])

    // MARK: Operations

    private static let operations = [
        operation, recover, recoverNews, success, verification, poll, pace, evidence, metadataTime, status,
    ]

    static let operation = Form(
        "operation", "One call.",
        [
            .need("call", .text, "`server.operationId`; the contract has its method, path and encoding."),
            .key("also", .list(.text), "Other calls of the same form, which `path` chooses."),
            .key(
                "send", .either([.text, .map(.text)]),
                "The content type, where the contract offers several; or `choose` with one for each of its bodies."),
            .need(
                "effect", .choice(Effect.allCases.map(\.rawValue)),
                "What sending it again does: nothing, the same, or more."),
            .key(
                "recover", .either([.choice(["none"]), .form("recover"), .form("recover_news")]),
                "For `effect: once`: how it is found out what became of a lost call."),
            .key("timeout", .duration, "How long one call may take."),
            .key("path", .template, "Its path, where the contract does not know it; or values of the path's parts."),
            .key("query", .map(.template), "Parameters of the address."),
            .key("headers", .map(.template), "Headers by name."),
            .key("body", .anything, "What is sent, with `${…}`."),
            .key("errors", .list(.form("matcher")), "What its answers mean, before the pack's own `errors`."),
            .need("success", .form("success"), "When an answer is one."),
            .key("result", .map(.expression), "What is taken out of an answer, by name."),
            .key("secret", .list(.text), "Results that nobody is shown."),
            .key("drop", .list(.text), "JSON Pointers to what is never kept."),
        ])

    static let recover = Form(
        "recover", "How it is found out what became of a call whose answer was lost.",
        [
            .need("operation", .text, "The operation that is read; it sees what the lost one saw."),
            .need("items", .expression, "A list out of its answer."),
            .need("found", .expression, "Whether an `item` is what the lost call made."),
            .need("id", .expression, "What the vendor calls it."),
            .need("else", .choice(["absent", "cannot_tell"]), "What it means that nothing is found."),
            .key("within", .duration, "How long after the loss it may not be listed yet."),
            .key("link_lost", .truth, "Whether what is found has no link for the applicant."),
        ])

    static let recoverNews = Form(
        "recover_news", "How the vendor's own news tells what became of a call whose answer was lost.",
        [
            .need("webhook", .text, "The webhook that brings it."),
            .need("kinds", .list(.text), "The kinds of news that tell it."),
            .need("found", .expression, "Whether the news is about what the lost call made; it is the `body`."),
            .need("within", .duration, "How long it is waited for; then the call stays lost."),
        ])

    static let success = Form(
        "success", "When an answer is one.",
        [
            .key("http", .some(.either([.text, .whole(100...599)])), "HTTP statuses."),
            .key("when", .expression, "What has to hold of the answer."),
        ])

    static let verification = Form(
        "verification", "How a verification lives.",
        [
            .need("create", .text, "The operation that opens it."),
            .key(
                "metadata", .some(.form("metadata_time")), "When metadata is sent, the first line whose `when` holds."),
            .key("finalize", .text, "The operation that closes it; `none` where the vendor does so itself."),
            .key("abandon", .text, "The operation that leaves it; `local` for a note of ours only."),
            .key("poll", .either([.choice(["none"]), .form("poll")]), "How its status is read."),
            .key("erase", .anything, "How its data are erased at the vendor."),
            .key(
                "evidence", .map(.form("evidence")), "What the vendor hands out of it, by names that all packs share."),
        ])

    static let poll = Form(
        "poll", "How a status is read.",
        [
            .need("operation", .text, "The operation that reads it."),
            .key("only", .choice(["overdue"]), "Only where no news came in time."),
        ] + pace.keys + [
            .key("while_reviewed", .form("poll_pace"), "How often while the vendor's own people look.")
        ])

    static let pace = Form(
        "poll_pace", "How often a status is read.",
        [
            .key("first", .duration, "The first wait."),
            .key("multiplier", .number(1...100), "How much longer each following wait is."),
            .key("cap", .duration, "The longest wait."),
        ])

    static let evidence = Form(
        "evidence", "Something that the vendor hands out: a photo, a video, a report.",
        [
            .need("operation", .text, "Gives it."),
            .need("type", .choice(["image", "video", "file", "archive"]), "What its bytes have to be."),
            .key("url", .expression, "Where the answer has its address."),
            .key("data", .expression, "Where the answer has it as text; without either the answer is it."),
            .key("after", .text, "The kind of the vendor's news before which there is none."),
        ])

    static let metadataTime = Form(
        "metadata_time", "When metadata is sent.",
        [
            .key("at", .choice(["create", "never"]), "With the opening call, or not at all."),
            .key("operation", .text, "In a call of its own."),
            .key("when", .expression, "Only where this holds of the settings."),
        ])

    static let status = Form(
        "status", "What a vendor's status is to us.",
        [
            .key("status", .choice(RunStatus.allCases.map(\.rawValue)), "The verification's status."),
            .key("as", .text, "What it is taken for, where it is a failure."),
            .key("also", .some(.text), "Other words for the same."),
            .key("detail", .text, "A JSON Pointer to what is kept for people."),
            .key("verdict", .choice(["passed", "review", "unknown", "failed"]), "The verdict of its check."),
            .key("held_by", .text, "Who has to act while it has this status."),
            .key("ended", .text, "The cause with which a session ended."),
            .key("try_again", .text, "Why another attempt is allowed: a reason, or `codes` for those of the answer."),
            .key("else", .text, "With `codes`: the reason for an answer without any of them."),
            .key("incident", .truth, "For `unknown`: whether the run stops for an operator."),
        ])
}
