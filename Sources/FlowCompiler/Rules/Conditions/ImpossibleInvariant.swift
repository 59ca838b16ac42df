import Diagnostics
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding

extension Rule {
    /// An invariant that every run breaks.
    static let impossibleInvariant = Rule("impossible-invariant", .error) { context in
        context.invariants.compactMap { judged, kind in
            let outcome = judged.outcome
            guard !context.comparesBeyond(judged) else { return nil }
            guard kind == .never ? outcome.fails.isImpossible : outcome.holds.isImpossible else {
                return context.breaksWheneverVerified(judged, kind)
                    ? Problem(
                        "whoever the rules verify breaks this invariant", at: judged.compiled.place,
                        help: "nobody could be verified; write what must not happen") : nil
            }
            return Problem(
                "every run breaks this invariant", at: judged.compiled.place,
                help: "no run could end but with a person; write what must not happen")
        }
    }
}

extension RuleContext {
    /// Whether each rule that verifies makes certain what must not be.
    fileprivate func breaksWheneverVerified(_ invariant: FlowFacts.Judgement, _ kind: Invariant.Kind) -> Bool {
        let verified = facts.table.fact("status", .one(of: [RunStatus.verified.rawValue]))
        let ways = tree.rules.indices.compactMap { index -> Facts? in
            guard tree.rules[index].outcome == .verify, let judged = judgement(.status(index)) else { return nil }
            let way = judged.given.meet(judged.outcome.holds)
            return way.isImpossible ? nil : way.meet(verified)
        }
        return !ways.isEmpty
            && ways.allSatisfy { way in
                let outcome = facts.outcome(of: invariant.compiled, given: way)
                return kind == .never ? outcome.fails.isImpossible : outcome.holds.isImpossible
            }
    }
}
