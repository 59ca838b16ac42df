import Diagnostics
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// Declared and never read, in the flow or in any of its profiles: most often a misspelt or forgotten rule.
    static let unusedFlag = Rule("unused-flag") { context in
        if context.hasConstantRule { return [] }
        return context.tree.flags.compactMap { flag in
            let name = flag.name.value
            guard !context.isRead("flags.\(name)"), !context.isMeant("flags.\(name)") else { return nil }
            let isSet = (context.flow.member("profiles")?.entries ?? []).contains {
                $0.value.member("flags")?.member(name) != nil
            }
            return Problem(
                "nothing reads flag `\(name)`", at: flag.name.place,
                help: "use it in a `when`, a `verdict` or `status`, or remove it",
                fix: isSet ? nil : context.removing(["flags", .key(name)]))
        }
    }
}
