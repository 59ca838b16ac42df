import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    static let unusedVendor = Rule("unused-vendor") { context in
        context.tree.vendors.compactMap { vendor in
            let name = vendor.name.value
            guard !context.isRead("by \(name)") else { return nil }
            return Problem(
                "no step asks vendor `\(name)`", at: vendor.name.place, help: "remove it, or name it in a step's `by`",
                fix: context.removing(["vendors", .key(name)]))
        }
    }
}
