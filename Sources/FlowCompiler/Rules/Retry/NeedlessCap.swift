import Diagnostics
import ExpressionSyntax
import YAMLTree

extension Rule {
    /// A longest wait, where waits do not grow.
    static let needlessCap = Rule("needless-cap", .note) { context in
        context.retries.compactMap { node in
            guard let cap = node.entry("cap"), let multiplier = node.member("multiplier")?.text.flatMap(Double.init),
                multiplier == 1
            else { return nil }
            return Problem(
                "waits do not grow with `multiplier: 1`, so nothing is capped", at: cap.key.place,
                help: "leave `cap` out, or let waits grow with `multiplier: 2`",
                fix: .removing(valueAt: cap.value.place, from: context.flow))
        }
    }
}
