import Diagnostics
import Expressions
import FlowIR
import YAMLDecoding
import YAMLTree

extension Rule {
    /// A rule whose every case an earlier one has taken already.
    static let shadowed = Rule("shadowed-rule") { context in
        context.facts.judgements.compactMap { judged in
            guard judged.isOfList, !judged.isNeverAlone(context), !judged.given.isImpossible,
                judged.outcome.holds.isImpossible || context.isTaken(judged)
            else { return nil }
            return Problem(
                "an earlier rule takes every case of this one", at: judged.compiled.place,
                help: "remove it, or move it up", related: context.shadow(of: judged),
                fix: context.removing(judged.role))
        }
    }
}

extension RuleContext {
    /// Whether the earlier rules of `status` take whatever this one is about, each looked at where this one holds.
    fileprivate func isTaken(_ judged: FlowFacts.Judgement) -> Bool {
        guard case .status(let index) = judged.role else { return false }
        var given = judged.before.meet(facts.outcome(of: judged.compiled, given: judged.before).holds)
        guard !given.isImpossible else { return false }
        for earlier in 0..<index {
            guard let rule = judgement(.status(earlier)) else { continue }
            given = given.meet(facts.outcome(of: rule.compiled, given: given).fails)
            if given.isImpossible { return true }
        }
        return false
    }

    /// The earlier rule after which nothing is left.
    fileprivate func shadow(of judged: FlowFacts.Judgement) -> [Finding.Related] {
        var given = facts.declared
        for earlier in facts.judgements where earlier.role.isBefore(judged.role) || earlier.role.isEarly {
            given = given.meet(earlier.outcome.fails)
            var outcome = facts.outcome(of: judged.compiled, given: given)
            outcome.remember(judged.compiled.expression.root, given, in: facts.table)
            if outcome.holds.isImpossible {
                return [.init("the earlier rule", at: earlier.compiled.place)]
            }
        }
        return []
    }
}
