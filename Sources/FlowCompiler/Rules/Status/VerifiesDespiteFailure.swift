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
                // A constant is told of as one.
                !judged.outcome.holds.isImpossible, !judged.outcome.fails.isImpossible
            else { return [] }
            let known = judged.given.meet(judged.outcome.holds)
            let racing = context.tree.racingSteps
            let failed = context.tree.steps.filter { step in
                guard !racing.contains(step.id.value), known[.failed, of: step.id.value].contains(.bool(true))
                else { return false }
                let failure = context.facts.facts(of: step.id.value, having: .failed)
                guard !known.contradicts(failure) else { return false }
                // Where those alone are let through who did not pass, that is said.
                let passed = context.facts.declared.meet(context.facts.facts(of: step.id.value, having: .passed))
                let alone = context.facts.outcome(of: judged.compiled, given: passed).holds
                guard !alone.isImpossible else { return false }
                return context.verifies(index, where: judged.before.meet(failure))
                    && !context.isLeftToPeople(index, where: judged.before.meet(failure), about: step.id.value)
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

extension RuleContext {
    /// Whether a rule of `status` can hold, and none before it takes the case, where something is known.
    fileprivate func verifies(_ index: Int, where known: Facts) -> Bool {
        var given = known
        for earlier in 0..<index {
            guard let judged = judgement(.status(earlier)) else { continue }
            given = given.meet(facts.outcome(of: judged.compiled, given: given).fails)
            if given.isImpossible { return false }
        }
        guard let judged = judgement(.status(index)) else { return false }
        return !facts.outcome(of: judged.compiled, given: given).holds.isImpossible
    }

    /// Whether the rule only holds by what somebody answered who could see the check.
    func isLeftToPeople(_ index: Int, where known: Facts, about check: String) -> Bool {
        let reviews = tree.allNodes.compactMap { node -> ReviewTree? in
            guard case .review(let review) = node, review.head.id != nil else { return nil }
            return review.shows.isEmpty || review.shows.contains { $0.value == check } ? review : nil
        }
        guard !reviews.isEmpty else { return false }
        // Nobody was asked who need not be.
        var unasked = known
        for review in reviews {
            let fact = facts.table.fact("reviews.\(review.head.id?.value ?? "").ran", .fails)
            if !unasked.contradicts(fact) { unasked = unasked.meet(fact) }
        }
        if !verifies(index, where: unasked) { return true }
        return reviews.contains { review in
            (review.answers?.map(\.value) ?? ["verify", "reject"]).contains { answer in
                let path = "reviews.\(review.head.id?.value ?? "").answer"
                return !verifies(index, where: known.meet(facts.table.fact(path, .one(of: [answer]))))
            }
        }
    }
}
