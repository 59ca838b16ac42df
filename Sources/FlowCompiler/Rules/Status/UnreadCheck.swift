import Diagnostics
import FlowSyntax

extension Rule {
    /// A check that is paid for, and whose answer changes nothing.
    static let unreadCheck = Rule("unread-check") { context in
        context.tree.steps.compactMap { step in
            let id = step.id.value
            guard !context.isRead("checks.\(id)") else { return nil }
            return Problem(
                "nothing reads what `\(id)` finds", at: step.id.place,
                label: "a run is verified even when it failed",
                help: "use `checks.\(id).passed` or `.failed` in `status`, or remove the step")
        }
    }
}

extension RuleContext {
    /// Whether some expression of the flow, or of a profile, reads a thing.
    func isRead(_ path: String) -> Bool {
        facts.lowering.reads.contains(path) || profiles.contains { $0.lowering.reads.contains(path) }
    }
}
