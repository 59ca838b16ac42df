import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    static let vendorTwice = Rule("vendor-twice") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            var first: [String: Place] = [:]
            return step.by.indices.compactMap { index in
                let vendor = step.by[index].vendor
                guard let earlier = first.updateValue(vendor.place, forKey: vendor.value) else { return nil }
                return Problem(
                    "`\(vendor.value)` is asked twice by one step", at: vendor.place,
                    help: "a vendor is asked again by `retry`; name another one here, or none",
                    related: [.init("named first", at: earlier)],
                    fix: context.paths[step.id.value].flatMap { context.removing($0 + ["by", .item(index)]) })
            }
        }
    }
}
