import Diagnostics
import FlowIR
import YAMLDecoding

extension Rule {
    /// An invariant that every run breaks.
    static let impossibleInvariant = Rule("impossible-invariant", .error) { context in
        context.invariants.compactMap { judged, kind in
            let outcome = judged.outcome
            guard kind == .never ? outcome.fails.isImpossible : outcome.holds.isImpossible,
                !context.comparesBeyond(judged)
            else { return nil }
            return Problem(
                "every run breaks this invariant", at: judged.compiled.place,
                help: "no run could end but with a person; write what must not happen")
        }
    }
}
