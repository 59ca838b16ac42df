import Diagnostics
import ExpressionSyntax
import FlowSyntax
import YAMLTree

extension Rule {
    static let emptyRange = Rule("empty-range", .error) { context in
        context.fields.flatMap { _, field, node -> [Problem] in
            [("min", "max"), ("min_length", "max_length")].compactMap { low, high in
                guard let least = node.entry(low), let most = node.entry(high),
                    let first = least.value.text.flatMap(Double.init), let last = most.value.text.flatMap(Double.init),
                    first > last
                else { return nil }
                return Problem(
                    "no value of `\(field.name.value)` is at least \(first.plain) and at most \(last.plain)",
                    at: most.value.place, help: "make `\(high)` larger than `\(low)`",
                    related: [.init("`\(low)`", at: least.value.place)],
                    fix: Fix(
                        "exchange `\(low)` and `\(high)`",
                        [
                            .init(least.value.place, most.value.text ?? ""),
                            .init(most.value.place, least.value.text ?? ""),
                        ]))
            }
        }
    }
}
