import Diagnostics
import FlowSyntax
import YAMLDecoding

extension Rule {
    /// A check that is paid for, and whose answer changes nothing.
    static let unreadCheck = Rule("unread-check") { context in
        if context.hasConstantRule { return [] }
        let known = context.tree.racingSteps.union(context.shown)
        return context.tree.steps.compactMap { step in
            let id = step.id.value
            guard !known.contains(id), !context.isRead("checks.\(id)") else { return nil }
            return Problem(
                "nothing reads what `\(id)` finds", at: step.id.place,
                label: "a run is verified even when it failed",
                help: "use `checks.\(id).passed` or `.failed` in `status`, or remove the step")
        }
    }
}

extension RuleContext {
    /// The checks that people are shown.
    fileprivate var shown: [String] {
        tree.allNodes.flatMap { node -> [String] in
            guard case .review(let step) = node else { return [] }
            return step.shows.map(\.value)
        }
    }

    /// Whether a rule is a mere `true` or `false`, so that nobody knows what it was to read.
    var hasConstantRule: Bool {
        facts.judgements.contains { $0.isOfList && $0.compiled.references.isEmpty }
    }

    /// Whether some expression of the flow, or of a profile, reads a thing.
    func isRead(_ path: String) -> Bool {
        facts.lowering.reads.contains(path) || profiles.contains { $0.lowering.reads.contains(path) }
    }
}
