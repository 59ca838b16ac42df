import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    static let needlessArm = Rule("needless-arm") { context in
        context.tree.steps.compactMap { step in
            let arms = step.verdict
            guard arms.count > 2, let last = arms.last, last.condition == nil, let arm = arms.dropLast().last,
                arm.verdict == last.verdict, arm.overrulesVendor == last.overrulesVendor, let condition = arm.condition
            else { return nil }
            return Problem(
                "`otherwise` gives the same without this arm", at: condition.place, help: "remove it",
                related: [.init("`otherwise`", at: last.place)],
                fix: context.paths[step.id.value].flatMap {
                    context.removing($0 + ["verdict", .item(arms.count - 2)])
                })
        }
    }
}
