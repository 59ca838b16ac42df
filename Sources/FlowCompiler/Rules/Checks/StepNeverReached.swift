import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    /// Every run has ended before this step.
    static let stepNeverReached = Rule("step-never-reached") { context in
        guard let start = context.facts.starts.first(where: { $0.given.isImpossible }), let place = start.node.place
        else { return [] }
        // A branch that is never taken is said at its condition.
        let isSaid = context.facts.judgements.contains { judged in
            if case .branch = judged.role { judged.outcome.holds.isImpossible } else { false }
        }
        if isSaid { return [] }
        let decide = context.tree.allNodes.compactMap { node -> Place? in
            guard case .decide(let step) = node else { return nil }
            return step.head.place
        }.last { $0.range.upperBound <= place.range.lowerBound }
        return [
            Problem(
                "no run reaches this step", at: start.node.id?.place ?? place,
                help: "say in `decide` what has to be so for the run to end",
                related: decide.map { [.init("every run ends here", at: $0)] } ?? [])
        ]
    }
}

extension NodeTree {
    /// Where the step stands.
    var place: Place? { head?.place ?? check?.place }
}
