import Diagnostics
import ExpressionSyntax
import FlowSyntax
import YAMLTree

extension Rule {
    /// What has a default is never missing.
    static let needlessOptional = Rule("needless-optional", .note) { context in
        context.fields.compactMap { section, field, node in
            guard field.isOptional, field.defaultValue != nil else { return nil }
            let name = field.name.value
            if let entry = node.entry("optional") {
                return Problem(
                    "`\(name)` has a default, so it is never missing", at: entry.key.place,
                    help: "leave `optional` out",
                    fix: context.removing([.key(section), .key(name), "optional"]))
            }
            guard let type = node.entry("type"), let text = type.value.text, text.hasSuffix("?") else { return nil }
            let plain = String(text.dropLast())
            return Problem(
                "`\(name)` has a default, so it is never missing", at: type.value.place, help: "write `\(plain)`",
                fix: .replace(type.value.place, with: plain))
        }
    }
}
