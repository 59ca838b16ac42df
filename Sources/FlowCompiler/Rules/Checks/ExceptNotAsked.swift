import Diagnostics
import FlowSyntax
import Vocabulary
import YAMLTree

extension Rule {
    /// `except` takes out what `on` does not have.
    static let exceptNotAsked = Rule("needless-except") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            guard let attempts = step.attempts, let on = attempts.on else { return [] }
            let named = Set(
                on.flatMap { name -> [String] in
                    let group = ApplicantReason.inGroup(name.value).map(\.name)
                    return group.isEmpty ? [name.value] : group
                })
            return attempts.except.indices.compactMap { index in
                let name = attempts.except[index]
                let group = ApplicantReason.inGroup(name.value).map(\.name)
                guard named.isDisjoint(with: group.isEmpty ? [name.value] : group) else { return nil }
                return Problem(
                    "`on` does not name `\(name.value)`, so there is nothing to take out", at: name.place,
                    help: "leave it out of `except`",
                    fix: context.paths[step.id.value].flatMap {
                        context.node($0 + ["attempts", "except"])?.items == nil
                            ? context.removing($0 + ["attempts", "except"])
                            : context.removing($0 + ["attempts", "except", .item(index)])
                    })
            }
        }
    }
}
