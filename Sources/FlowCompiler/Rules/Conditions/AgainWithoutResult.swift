import Diagnostics
import FlowIR
import YAMLDecoding

extension Rule {
    static let againWithoutResult = Rule("again-without-result") { context in
        context.facts.judgements.compactMap { judged in
            guard case .again = judged.role,
                !judged.compiled.references.contains(where: { $0.path.first == "result" })
            else { return nil }
            return Problem(
                "`again_if` does not look at the answer", at: judged.compiled.place,
                help: "read `result.…`; what does not depend on the answer belongs into `when`")
        }
    }
}
