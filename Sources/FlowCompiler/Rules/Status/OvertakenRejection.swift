import Diagnostics
import FlowIR
import FlowSyntax
import YAMLDecoding

extension Rule {
    /// A rejection below a rule that verifies, where both can hold: whoever is to be rejected is let through.
    static let overtakenRejection = Rule("overtaken-rejection") { context in
        let rules = context.tree.rules
        return rules.indices.compactMap { index -> Problem? in
            guard rules[index].outcome == .reject, let rejects = context.judgement(.status(index)),
                // How many of a join passed and failed hang together in ways that are not looked into.
                !rejects.compiled.references.contains(where: { $0.path[0] == "joins" })
            else { return nil }
            let earlier = (0..<index).compactMap { context.judgement(.status($0)) }.filter { judged in
                guard case .status(let earlier) = judged.role, rules[earlier].outcome == .verify else { return false }
                let both = judged.given.meet(judged.outcome.holds)
                return !both.isImpossible
                    && !context.facts.outcome(of: rejects.compiled, given: both).holds.isImpossible
            }
            guard let verifies = earlier.first, !rejects.outcome.holds.isImpossible else { return nil }
            return Problem(
                "whom this rejects may be verified by a rule above it", at: rejects.compiled.place,
                help: "put what rejects above what verifies",
                related: [.init("the rule above", at: verifies.compiled.place)])
        }
    }
}
