import Diagnostics
import FlowSyntax
import YAMLDecoding
import YAMLTree

extension Rule {
    /// A verdict that does not depend on the answer is no verdict on it.
    static let verdictWithoutResult = Rule("verdict-without-result") { context in
        context.tree.steps.compactMap { step in
            let conditions = step.verdict.compactMap {
                $0.condition.flatMap { context.facts.lowering.compiled[$0.place] }
            }
            guard !conditions.isEmpty, conditions.count == step.verdict.count(where: { $0.condition != nil }),
                !conditions.contains(where: { $0.references.contains { $0.path.first == "result" } })
            else { return nil }
            return Problem(
                "the verdict of `\(step.id.value)` does not look at the answer", at: conditions[0].place,
                help: "read `result.…` in one of its arms")
        }
    }
}
