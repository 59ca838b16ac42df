import Diagnostics
import FlowIR
import FlowSyntax
import YAMLDecoding

extension Rule {
    static let stepNeverRuns = Rule("step-never-runs") { context in
        context.facts.judgements.compactMap { judged in
            guard case .when(let step) = judged.role, !judged.given.isImpossible, judged.outcome.holds.isImpossible,
                !context.comparesBeyond(judged)
            else { return nil }
            return Problem(
                step.isEmpty ? "this step never runs" : "step `\(step)` never runs", at: judged.compiled.place,
                help: "remove the step, or write when it is wanted")
        }
    }
}

extension RuleContext {
    /// Whether a condition never holds because of a step that never runs, which is said at the step.
    func readsWhatNeverRuns(_ judged: FlowFacts.Judgement) -> Bool {
        let steps = facts.judgements.compactMap { other -> String? in
            guard case .when(let step) = other.role, other.outcome.holds.isImpossible else { return nil }
            return step
        }
        return judged.compiled.references.contains { $0.path.count > 1 && steps.contains($0.path[1]) }
    }
}
