import Diagnostics
import FlowIR
import FlowSyntax
import YAMLDecoding

extension Rule {
    /// A rule that lets people through without looking at any check.
    static let verifiesWithoutCheck = Rule("verifies-without-check") { context in
        zip(context.tree.rules, context.tree.rules.indices).compactMap { rule, index in
            guard rule.outcome == .verify, !context.tree.steps.isEmpty, let judged = context.judgement(.status(index)),
                // A constant is told of as one.
                !judged.outcome.holds.isImpossible, !judged.outcome.fails.isImpossible,
                !judged.compiled.references.contains(where: {
                    ["checks", "vendors", "joins", "reviews", "flows"].contains($0.path[0])
                })
            else { return nil }
            return Problem(
                "this verifies without looking at any check", at: judged.compiled.place,
                help: "add what has to be known, such as `checks.\(context.tree.steps[0].id.value).passed`",
                fix: context.tree.steps.count == 1
                    ? judged.compiled.adding(" && checks.\(context.tree.steps[0].id.value).passed") : nil)
        }
    }
}
