import Diagnostics
import FlowIR
import YAMLDecoding
import YAMLTree

extension Rule {
    /// A rule that nothing can make true, whatever the rules before it say.
    static let neverHolds = Rule("never-holds") { context in
        context.facts.judgements.compactMap { judged in
            guard judged.isOfList, judged.isNeverAlone(context), !context.comparesBeyond(judged),
                !context.readsWhatNeverRuns(judged)
            else { return nil }
            return Problem(
                "this can never hold", at: judged.compiled.place,
                help: "remove the rule, or write what was meant", fix: context.removing(judged.role))
        }
    }
}
