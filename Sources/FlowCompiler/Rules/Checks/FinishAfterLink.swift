import Diagnostics
import FlowSyntax

extension Rule {
    static let finishAfterLink = Rule("finish-after-link") { context in
        context.tree.steps.compactMap { step in
            let sessions = [step.session].compactMap(\.self) + step.by.compactMap(\.session)
            guard let finish = sessions.compactMap(\.finishIn).first, let link = sessions.compactMap(\.linkFor).first,
                finish.value > link.value
            else { return nil }
            return Problem(
                "one attempt may take \(finish.value), but the link lives for \(link.value)", at: finish.place,
                help: "make `finish_in` shorter, or `link_for` longer", related: [.init("the link", at: link.place)])
        }
    }
}
