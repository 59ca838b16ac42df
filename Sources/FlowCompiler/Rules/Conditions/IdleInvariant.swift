import Diagnostics
import FlowIR
import FlowSyntax
import YAMLDecoding
import YAMLTree

extension Rule {
    /// An invariant that no run could ever break.
    static let idleInvariant = Rule("idle-invariant") { context in
        context.invariants.compactMap { judged, kind in
            let outcome = judged.outcome
            guard kind == .never ? outcome.holds.isImpossible : outcome.fails.isImpossible,
                !context.comparesBeyond(judged)
            else { return nil }
            return Problem(
                "no run could break this invariant", at: judged.compiled.place,
                help: "write what must not happen, such as `never: status == \"verified\" && !checks.….passed`",
                fix: context.removing(judged.role))
        }
    }
}

extension RuleContext {
    /// Every invariant with what is known of it.
    var invariants: [(judged: FlowFacts.Judgement, kind: Invariant.Kind)] {
        facts.judgements.compactMap { judged in
            guard case .invariant(let index) = judged.role else { return nil }
            // That the rules keep it is what an invariant is for; this is about those that no rules could break.
            let alone = FlowFacts.Judgement(
                role: judged.role, compiled: judged.compiled, before: judged.before, given: judged.given,
                outcome: facts.outcome(of: judged.compiled, given: judged.given), comparisons: judged.comparisons)
            return (alone, tree.invariants[index].kind)
        }
    }
}
