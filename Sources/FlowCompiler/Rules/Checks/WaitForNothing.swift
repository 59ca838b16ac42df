import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    static let waitForNothing = Rule("wait-for-nothing") { context in
        guard !context.tree.steps.isEmpty, case .wait(let wait)? = context.tree.nodes.last else { return [] }
        return [
            Problem(
                "no step follows this wait", at: wait.atMost.place, label: "every run is only made slower",
                help: "remove it, or put it before what has to wait",
                fix: context.removing(["steps", .item(context.tree.nodes.count - 1)]))
        ]
    }
}
