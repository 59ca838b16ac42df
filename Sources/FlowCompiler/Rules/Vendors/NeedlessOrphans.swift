import Diagnostics
import ExpressionSyntax
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLTree

extension Rule {
    static let needlessOrphans = Rule("needless-orphans") { context in
        context.tree.vendors.compactMap { vendor in
            guard vendor.allowsOrphans, let use = context.vendors[vendor.name.value]?.use,
                use.create?.policy.effect != .once,
                let entry = context.node(["vendors", .key(vendor.name.value)])?.entry("orphans")
            else { return nil }
            return Problem(
                "\(vendor.name.value) opens nothing that could be left behind", at: entry.key.place,
                help: "leave `orphans` out",
                fix: context.removing(["vendors", .key(vendor.name.value), "orphans"], orEmpty: entry))
        }
    }
}

extension RuleContext {
    /// Takes a vendor's setting out, and leaves the vendor when it was the only one.
    func removing(_ path: [YAMLStep], orEmpty entry: YAMLEntry) -> Fix? {
        guard let parent = node(Array(path.dropLast())), parent.entries?.count == 1 else { return removing(path) }
        let bytes = parent.place.file.bytes[parent.place.range]
        guard bytes.first == UInt8(ascii: "{") else { return nil }
        return Fix("remove `\(entry.key.text ?? "")`", [.init(parent.place, "{}")])
    }
}
