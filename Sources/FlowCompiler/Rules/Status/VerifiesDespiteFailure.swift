import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding

extension Rule {
    /// A run may be verified although a check failed: no rule before it rejects, and the rule itself does not ask.
    static let verifiesDespiteFailure = Rule("verifies-despite-failure") { context in
        context.tree.rules.indices.flatMap { index -> [Problem] in
            guard context.tree.rules[index].outcome == .verify, let judged = context.judgement(.status(index)),
                !judged.outcome.holds.isImpossible
            else { return [] }
            let known = judged.given.meet(judged.outcome.holds)
            let racing = context.tree.racingSteps
            let failed = context.tree.steps.filter { step in
                guard !racing.contains(step.id.value), known[.failed, of: step.id.value].contains(.bool(true))
                else { return false }
                let failure = context.facts.facts(of: step.id.value, having: .failed)
                guard !known.contradicts(failure) else { return false }
                let given = judged.given.meet(failure)
                return !context.facts.outcome(of: judged.compiled, given: given).holds.isImpossible
            }
            // One that nothing reads is said at its own place.
            return failed.filter { context.isRead("checks.\($0.id.value)") }.map { step in
                let id = step.id.value
                return Problem(
                    "this verifies even when `\(id)` failed", at: judged.compiled.place,
                    help: "add `&& checks.\(id).passed`, or reject on `checks.\(id).failed` above",
                    related: [.init("the check", at: step.id.place)],
                    fix: judged.compiled.adding(" && checks.\(id).passed"))
            }
        }
    }
}
