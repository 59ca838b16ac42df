import Diagnostics
import FlowIR
import YAMLDecoding

extension Rule {
    /// A rule that decides every run, so that none after it is tried.
    static let alwaysHolds = Rule("always-holds") { context in
        context.facts.judgements.compactMap { judged in
            guard judged.isOfList, !judged.before.isImpossible, judged.isAlwaysAlone(context),
                !context.comparesBeyond(judged)
            else { return nil }
            return Problem(
                "this always holds, so no rule after it is tried", at: judged.compiled.place,
                help: "write `otherwise` if that is meant, or what it depends on")
        }
    }
}
