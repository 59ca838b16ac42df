import Diagnostics
import ExpressionSyntax
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
        guard case .status(let index) = judged.role, judged.saysWhatHolds else { return false }
        let earlier = rulesAbout(judged, before: index)
        guard !earlier.isEmpty else { return false }
        var given = judged.given.meet(judged.outcome.holds)
        for rule in earlier {
            given = given.meet(facts.outcome(of: rule.compiled, given: given).fails)
            if given.isImpossible { return true }
        }
        return false
    }

    /// The earlier rules that read what this one reads, or what such a rule reads: the others say nothing of it.
    private func rulesAbout(_ judged: FlowFacts.Judgement, before index: Int) -> [FlowFacts.Judgement] {
        func things(_ judged: FlowFacts.Judgement) -> Set<[String]> {
            Set(judged.compiled.references.map { Array($0.path.prefix(2)) })
        }
        var about = things(judged)
        var others = (0..<index).compactMap { number in
            judgement(.status(number)).map { (number: number, rule: $0, things: things($0)) }
        }
        var found: [(number: Int, rule: FlowFacts.Judgement)] = []
        while let next = others.firstIndex(where: { !$0.things.isDisjoint(with: about) }) {
            let other = others.remove(at: next)
            found.append((other.number, other.rule))
            about.formUnion(other.things)
        }
        return found.sorted { $0.number < $1.number }.map(\.rule)
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

extension FlowFacts.Judgement {
    /// Whether something is known where the condition holds, more than that it does: of `a || b` nothing may be.
    fileprivate var saysWhatHolds: Bool {
        let root = compiled.expression.root
        return outcome.holds.rows.count > (root.isCall(Operator.and) || root.isCall(Operator.or) ? 1 : 0)
    }
}
