import Diagnostics
import FlowIR
import YAMLDecoding

extension Rule {
    /// `again_if: true` asks again until the attempts are used up, whatever the answer.
    static let constantAgain = Rule("constant-again") { context in
        context.facts.judgements.compactMap { judged in
            guard case .again = judged.role, !judged.given.isImpossible, !context.comparesBeyond(judged),
                judged.outcome.holds.isImpossible || judged.outcome.fails.isImpossible
            else { return nil }
            let isNever = judged.outcome.holds.isImpossible
            return Problem(
                isNever ? "no answer is ever asked for again by this" : "every answer is asked for again",
                at: judged.compiled.place, help: "write which answers deserve another try, by `result.…`")
        }
    }
}
