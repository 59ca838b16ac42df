import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    /// `review: …` right before `otherwise: review`
    static let needlessLast = Rule("needless-rule") { context in
        let rules = context.tree.rules
        guard rules.count > 1, let last = rules.last, last.condition == nil, let rule = rules.dropLast().last,
            rule.outcome == last.outcome, rule.reason == last.reason, let condition = rule.condition
        else { return [] }
        return [
            Problem(
                "`otherwise` gives the same without this rule", at: condition.place,
                help: "remove it, or give it a `reason`", related: [.init("`otherwise`", at: last.place)],
                fix: context.removing(["status", .item(rules.count - 2)]))
        ]
    }
}
