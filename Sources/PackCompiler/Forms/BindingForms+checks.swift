import Vocabulary
import YAMLDecoding

extension BindingForms {
    static let checks = [check, hosted, deferred, checkErase, options, answer, again, codes, verdict, kind, kindField]

    static let check = Form(
        "binding_check", "How the vendor makes a check.",
        [
            .need("within", .choice(["verification", "nothing"]), "Whether it belongs to a verification."),
            .need("operation", .text, "The operation that makes it, or opens its session."),
            .key("hosted", .form("hosted"), "For a check that is made on the vendor's page."),
            .key(
                "deferred", .form("deferred"), "For a check that is answered later, and that nobody goes to a page for."
            ),
            .key("options", .form("options"), "The vendor's own switches that a flow may set."),
            .key("answers", .map(.form("session_answer")), "What news and readings say, by webhook or operation."),
            .key("result", .map(.expression), "The fields of the result."),
            .need("judge", .choice(["vendor", "pack", "flow"]), "Who has the last word on the verdict."),
            .key("verdict", .list(.form("binding_verdict")), "The verdict: the first line that holds."),
            .key("reasons", .list(.form("reason_codes")), "Why, as the vendor says it."),
            .key("monitor", .form("binding_monitor"), "How the vendor goes on looking afterwards."),
            .key("knows", .list(.text), "Inputs that a flow may give and the vendor has of itself."),
            .key("erase", .form("check_erase"), "What erases its verifications, where it is not the pack's own."),
            .key("evidence", .map(.form("evidence")), "What can be had of them, in place of the pack's own."),
        ])

    static let hosted = Form(
        "hosted", "A session on the vendor's page.",
        [
            .need("open", .choice(["at_once", "on_click"]), "When it is opened."),
            .need("runs_on", .duration, "How long a session may go on after its link has run out."),
            .key("attempt", .text, "The operation that opens another attempt in the same verification."),
            .key("page", .text, "The server whose page it is."),
        ])

    static let deferred = Form(
        "deferred", "A verification that is sent what it needs, and answered later.",
        [
            .key("attempt", .text, "The operation that sends it, and sends it again; without one, opening says all."),
            .key("again", .choice(["verification"]), "Each try is a verification of its own."),
        ])

    static let checkErase = Form(
        "check_erase", "What erases the verifications of a check.",
        [.need("operations", .list(.text), "The operations, in this order.")])

    static let options = Form(
        "options", "Members of the opening call that a flow may set.",
        [
            .key("case", .choice(["snake"]), "All that the binding does not set itself, spelt so."),
            .key("members", .list(.text), "These, which the binding reads as it likes."),
            .key(
                "requests_may", .list(.text), "Those that let nobody through: a request may set them; `*` is any key."),
        ])

    static let answer = Form(
        "session_answer", "What an answer about a session says.",
        [
            .need("status", .expression, "The vendor's status."),
            .key("settled", .expression, "Whether it is final."),
            .key("try_again", .form("try_again"), "The codes that allow another attempt."),
            .key("result", .map(.expression), "The fields of the result."),
            .need("verdict", .list(.form("binding_verdict")), "The verdict: the first line that holds."),
            .key("reasons", .list(.form("reason_codes")), "Why, as the vendor says it."),
        ])

    static let again = Form(
        "try_again", "When an attempt may be made again.",
        [
            .key("unless", .expression, "Not where this holds."),
            .key("codes", .list(.form("reason_codes")), "The vendor's codes and what they are to us."),
            .key("else", .text, "The reason for an answer without any of them, in place of the status's."),
        ])

    static let codes = Form(
        "reason_codes", "A vendor's codes as reasons.",
        [
            .need("at", .text, "A JSON Pointer to the code."),
            .key("map", .map(.text), "Codes, with the reason of each."),
            .key("else", .text, "The reason for another code."),
        ])

    static let verdict = Form(
        "binding_verdict", "One line of a verdict.",
        [
            .key("fail", .expression, "Failed where this holds."),
            .key("review", .expression, "To be looked at where this holds."),
            .key("pass", .expression, "Passed where this holds."),
            .key("otherwise", .text, "What holds else; `status` for the verdict of the vendor's status."),
        ])

    static let kind = Form(
        "kind", "A kind of check of this pack's own.",
        [
            .key("input", .map(.either([.text, .form("kind_field")])), "What it is given."),
            .key("result", .map(.either([.text, .form("kind_field")])), "What it answers."),
        ])

    static let kindField = Form(
        "kind_field", "A field.",
        [
            .key("type", .text, "Its type."), .key("list", .anything, "The type of its items, for a list."),
            .key("optional", .truth, "Whether it may be missing."),
        ])

    static let webhooks = [webhook, kindHeader, signature]

    static let webhook = Form(
        "webhook", "What the vendor sends of itself.",
        [
            .need("signature", .form("signature"), "How it is known to come from the vendor."),
            .need(
                "kind", .either([.text, .form("webhook_kind")]),
                "Where the kind of news stands: a JSON Pointer, or a header."),
            .key("run", .text, "A JSON Pointer to the run's name, where the vendor repeats it."),
            .need("verification", .some(.text), "JSON Pointers to the verification's id; the first that is there."),
            .key("objects", .map(.text), "JSON Pointers to the ids of what was opened before a verification, by name."),
            .need("body", .text, "The contract's schema of the body."),
            .key("kinds", .map(.text), "What is done with each kind of news; `else` for others."),
        ])

    static let kindHeader = Form(
        "webhook_kind", "Where the kind of news stands.", [.need("header", .text, "The header that names it.")])

    static let signature = Form(
        "signature", "How a webhook is signed.",
        [
            .key("scheme", .text, "The way of signing."), .key("header", .text, "The header that holds it."),
            .key("shared", .text, "A JSON Pointer to a key in the body, where nothing is signed."),
            .need("keys", .list(.text), "The settings that hold the keys; the first that fits."),
        ])
}
