import Diagnostics
import FlowIR
import FlowSyntax
import Vendors
import YAMLTree

extension Rule {
    /// `session` at a step none of whose vendors has a page.
    static let needlessSession = Rule("needless-session") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            guard step.session != nil || step.answerWithin != nil else { return [] }
            let offers = context.offers(step)
            guard !offers.isEmpty, !offers.contains(where: \.offer.hasPage),
                let path = context.path(step.id.value), let node = context.node(path)
            else { return [] }
            // Without a page an answer may still come later.
            let isAwaited = offers.contains { $0.offer.hosted != nil }
            return (isAwaited ? ["session"] : ["session", "answer_within"]).compactMap { key in
                guard let entry = node.entry(key) else { return nil }
                return Problem(
                    "no vendor of this step has a page of its own, so `\(key)` changes nothing", at: entry.key.place,
                    help: "leave it out", fix: context.removing(path + [.key(key)]))
            }
        }
    }
}
