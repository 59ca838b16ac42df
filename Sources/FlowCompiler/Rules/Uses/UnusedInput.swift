import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    static let unusedInput = Rule("unused-input") { context in
        if context.hasConstantRule { return [] }
        return context.tree.applicant.compactMap { field in
            let name = field.name.value
            guard !context.isRead("applicant.\(name)"), !context.isMeant("applicant.\(name)") else { return nil }
            return Problem(
                "nothing reads applicant field `\(name)`", at: field.name.place,
                help: "do not ask for personal data that nobody uses: remove it",
                fix: context.removing(["applicant", .key(name)]))
        }
    }
}
