import Diagnostics
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLTree

extension Rule {
    /// `overrules_vendor` where there is nothing to overrule.
    static let needlessOverrule = Rule("needless-overrule") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            let hasLastWord = context.check(step)?.vendors.contains { $0.judge == .vendor } == true
            return step.verdict.indices.compactMap { index in
                let arm = step.verdict[index]
                guard arm.overrulesVendor, !hasLastWord || arm.verdict == .failed,
                    let path = context.paths[step.id.value], let node = context.node(path + ["verdict", .item(index)]),
                    let entry = node.entry("overrules_vendor")
                else { return nil }
                return Problem(
                    hasLastWord
                        ? "a flow may always be stricter than the vendor" : "no vendor of this step has the last word",
                    at: entry.key.place, help: "leave `overrules_vendor` out",
                    fix: context.removing(path + ["verdict", .item(index), "overrules_vendor"]))
            }
        }
    }
}
