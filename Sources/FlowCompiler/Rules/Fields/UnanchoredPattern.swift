import Diagnostics
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// A pattern is looked for anywhere in the text: `[A-Z]{2}` takes `xxDExx`.
    static let unanchoredPattern = Rule("unanchored-pattern") { context in
        context.fields.compactMap { _, field, node in
            guard let entry = node.entry("pattern"), let pattern = field.limits.pattern,
                !pattern.hasPrefix("^") || !pattern.hasSuffix("$"), !pattern.hasPrefix("\\A"), !pattern.hasPrefix("(?")
            else { return nil }
            let inner = pattern.contains("|") ? "(?:\(pattern))" : pattern
            let whole = (inner.hasPrefix("^") ? "" : "^") + inner + (inner.hasSuffix("$") ? "" : "$")
            return Problem(
                "this pattern may match in the middle of a longer text", at: entry.value.place,
                help: "write `\(whole)` for the whole text",
                fix: pattern.contains("'") || pattern.hasSuffix("\\$")
                    ? nil : .replace(entry.value.place, with: "'\(whole)'"))
        }
    }
}
