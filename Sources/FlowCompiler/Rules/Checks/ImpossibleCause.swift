import Diagnostics
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLTree

extension Rule {
    /// A remedy for what cannot happen to this step.
    static let impossibleCause = Rule("impossible-cause") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            let offers = context.offers(step)
            guard !offers.isEmpty, !offers.contains(where: { $0.offer.hasPage }),
                step.attempts.map({ $0.maximum.value == 1 }) ?? true,
                let node = step.node.member("on_exhausted")
            else { return [] }
            return [Cause.abandoned, .withdrew].compactMap { cause in
                guard let entry = node.entry(cause.rawValue) else { return nil }
                return Problem(
                    "nothing is asked of the applicant here, so it never ends as `\(cause.rawValue)`",
                    at: entry.key.place,
                    help: "leave it out", fix: .removing(valueAt: entry.value.place, from: context.flow))
            }
        }
    }
}
