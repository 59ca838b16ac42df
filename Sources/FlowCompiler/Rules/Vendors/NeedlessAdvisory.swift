import Diagnostics
import FlowIR
import FlowSyntax
import Vendors
import YAMLTree

extension Rule {
    static let needlessAdvisory = Rule("needless-advisory") { context in
        context.tree.vendors.compactMap { vendor in
            guard vendor.isAdvisory, let lowered = context.vendors[vendor.name.value], lowered.use.finalize == nil,
                !lowered.pack.checks.contains(where: { $0.hosted != nil }),
                let entry = context.node(["vendors", .key(vendor.name.value)])?.entry("final")
            else { return nil }
            return Problem(
                "\(vendor.name.value) has no last word to take as advice", at: entry.key.place,
                help: "leave `final` out",
                fix: context.removing(["vendors", .key(vendor.name.value), "final"], orEmpty: entry))
        }
    }
}
