import Diagnostics
import FlowIR
import YAMLDecoding
import YAMLTree

extension Rule {
    static let needlessWhen = Rule("needless-when") { context in
        context.facts.judgements.compactMap { judged in
            guard case .when(let step) = judged.role, !judged.given.isImpossible, judged.outcome.fails.isImpossible,
                !context.comparesBeyond(judged)
            else { return nil }
            return Problem(
                "this always holds, so `when` changes nothing", at: judged.compiled.place, help: "leave `when` out",
                fix: context.paths[step].flatMap { context.removing($0 + ["when"]) })
        }
    }
}
