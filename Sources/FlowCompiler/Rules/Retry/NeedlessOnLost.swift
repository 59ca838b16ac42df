import Diagnostics
import FlowSyntax
import Vendors
import Vocabulary
import YAMLTree

extension Rule {
    /// `on_lost` where sending again does no harm anyway.
    static let needlessOnLost = Rule("needless-on-lost") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            guard let entry = step.node.member("retry")?.entry("on_lost") else { return [] }
            let effects = context.offers(step).map(\.offer.operation.effect)
            guard !effects.isEmpty, !effects.contains(.once), let path = context.path(step.id.value)
            else { return [] }
            return [
                Problem(
                    "no call of this step costs anything when it is sent again", at: entry.key.place,
                    help: "leave `on_lost` out", fix: context.removing(path + ["retry", "on_lost"]))
            ]
        }
    }
}
