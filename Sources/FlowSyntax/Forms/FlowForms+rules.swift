import FlowIR
import Vocabulary
import YAMLDecoding

extension FlowForms {
    static let calls = [retry, retryAfter]
    static let rules = [rule, invariant]

    static let retry = Form(
        "retry", "How calls are repeated.",
        [
            .key("use", .name, "The policy that this one is over."),
            .key(
                "on", .some(kind),
                "The kinds of error that are repeated. Tools that read YAML 1.1 take this key for `true`; trustflow reads YAML 1.2, where it is text."
            ),
            .key("except", .some(kind), "Kinds that are not."),
            .key("calls", .whole(1...100), "How many in all, the first included."),
            .key("initial", .duration, "The wait after the first call."),
            .key("multiplier", .number(1...100), "What each further wait is multiplied by."),
            .key("cap", .duration, "No wait is longer."),
            .key("jitter", .choice(RetryEntry.Jitter.allCases.map(\.rawValue)), "How waits are spread."),
            .key("deadline", .duration, "For all calls together."),
            .key(
                "respect_retry_after", .either([.truth, .form("retry_after")]),
                "Whether a vendor's `Retry-After` is obeyed."),
            .key(
                "on_lost", .choice(["repeat", "incident"]),
                "What follows when it is not known whether a call that acts each time has acted."),
        ])
    private static let kind = Shape.choice(ErrorKind.transient.map(\.rawValue) + ["transient"])

    static let retryAfter = Form(
        "retry_after", "How far `Retry-After` is obeyed.", [.key("max", .duration, "No longer than this.")])

    static let rule = Form(
        "rule", "One rule of `status`.",
        StatusRule.Outcome.allCases.map { outcome in
            .key(outcome.rawValue, .expression, "The run becomes `\(outcome.status.rawValue)` where this holds.")
        } + [
            .key(
                "otherwise",
                .choice(StatusRule.Outcome.allCases.filter { $0 != .verify }.map(\.rawValue)),
                "The last rule: what holds else; never `verify`."),
            .key("reason", .text, "Why, in a word: shown and counted, never personal."),
            .key("queue", .text, "With `review`, another queue than the flow's."),
            .key("eyes", .whole(1...9), "With `review`, another number of people who have to agree."),
        ], oneOf: StatusRule.Outcome.allCases.map(\.rawValue) + ["otherwise"])

    static let invariant = Form(
        "invariant", "What must hold of every decision.",
        [
            .key("never", .expression, "This may not hold; `status` is the status about to be given."),
            .key("always", .expression, "This has to hold."),
            .key("because", .text, "Why, for people."),
        ], oneOf: Invariant.Kind.allCases.map(\.rawValue))
}
