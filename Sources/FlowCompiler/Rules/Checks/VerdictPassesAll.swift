import Diagnostics
import FlowSyntax
import Vocabulary

extension Rule {
    /// `verdict: [ { otherwise: pass } ]`
    static let verdictPassesAll = Rule("verdict-passes-all") { context in
        context.tree.steps.compactMap { step in
            guard let last = step.verdict.last, step.verdict.allSatisfy({ $0.verdict == .passed }) else { return nil }
            return Problem(
                "every answer of `\(step.id.value)` passes", at: last.place,
                help: "say what fails and what a person has to look at: `- fail: result.…`")
        }
    }
}
