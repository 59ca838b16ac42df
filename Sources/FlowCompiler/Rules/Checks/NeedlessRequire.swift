import Diagnostics
import FlowSyntax
import Vendors
import Vocabulary
import YAMLTree

extension Rule {
    /// `require` of what is always there.
    static let needlessRequire = Rule("needless-require", .note) { context in
        context.tree.steps.flatMap { step -> [Problem] in
            let offers = context.offers(step)
            guard !offers.isEmpty else { return [] }
            return step.require.indices.compactMap { index in
                let path = step.require[index]
                let isCertain = offers.allSatisfy { offer in
                    offer.offer.gives.contains { $0.name == path.value && !$0.isOptional }
                }
                guard isCertain else { return nil }
                return Problem(
                    "every answer has `\(path.value)`", at: path.place, help: "leave it out of `require`",
                    fix: context.paths[step.id.value].flatMap {
                        context.node($0 + ["require"])?.items == nil
                            ? context.removing($0 + ["require"]) : context.removing($0 + ["require", .item(index)])
                    })
            }
        }
    }
}
