import Diagnostics
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// A switch with one position.
    static let fixedFlag = Rule("fixed-flag") { context in
        context.tree.flags.compactMap { flag in
            let limits = flag.limits
            let isOne = limits.oneOf.map { Set($0).count == 1 } ?? false
            guard isOne || limits.minimum != nil && limits.minimum == limits.maximum else { return nil }
            return Problem(
                "flag `\(flag.name.value)` can have one value only", at: flag.name.place,
                help: "allow another one, or write the value where the flag is read")
        }
    }
}
