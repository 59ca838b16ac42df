import Diagnostics
import ExpressionSyntax
import Vocabulary
import YAMLTree

extension Rule {
    static let capBelowInitial = Rule("cap-below-initial") { context in
        context.retries.compactMap { node in
            guard let initial = node.entry("initial"), let cap = node.entry("cap"),
                let first = initial.value.text.flatMap({ Interval($0) }),
                let most = cap.value.text.flatMap({ Interval($0) }),
                most < first
            else { return nil }
            return Problem(
                "the first wait of \(first) is longer than the longest (\(most))", at: cap.value.place,
                help: "make `cap` longer than `initial`", related: [.init("the first wait", at: initial.value.place)],
                fix: Fix(
                    "exchange `initial` and `cap`",
                    [.init(initial.value.place, "\(most)"), .init(cap.value.place, "\(first)")]))
        }
    }
}
