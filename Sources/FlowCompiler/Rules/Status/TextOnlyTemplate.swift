import Diagnostics
import ExpressionSyntax
import FlowSyntax
import YAMLTree

extension Rule {
    /// `reason: "${…}"`: these are texts, and nothing is put in.
    static let textOnlyTemplate = Rule("template-in-text") { context in
        let problems = (context.flow.member("steps")?.items ?? []).flatMap { $0.member("decide")?.items ?? [] }
            .compactMap { $0.member("problem")?.member("title") }
        let titles =
            [context.flow.member("title")].compactMap(\.self)
            + context.tree.steps.filter { $0.title != nil }.compactMap { $0.node.member("title") }
        let because = (context.flow.member("invariants")?.items ?? []).compactMap { $0.member("because") }
        return (titles + because + problems + context.reasons).compactMap { node in
            guard let text = node.text, text.contains("${") else { return nil }
            return Problem(
                "nothing is put into this text", at: node.place, label: "shown as it stands",
                help: "write it without `${…}`; what is shown here is the same in every run")
        }
    }
}
