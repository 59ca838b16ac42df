import Diagnostics
import FlowSyntax
import Vocabulary
import YAMLTree

extension Rule {
    /// `min` of a text, `pattern` of a number.
    static let misplacedLimit = Rule("misplaced-limit", .error) { context in
        context.fields.flatMap { section, field, node -> [Problem] in
            // The length of a list has bounds, too.
            if case .list = field.type { return [] }
            let numbers: [FieldType] = [.int, .double]
            let texts: [FieldType] = [.string, .date, .country, .language, .email, .phone, .url]
            let wrong =
                (numbers.contains(field.type) || field.type.isList ? [] : ["min", "max"])
                + (texts.contains(field.type) ? [] : ["pattern", "min_length", "max_length"])
                + (field.type.isMedia || field.type == .bool ? ["one_of"] : [])
            return wrong.compactMap { key in
                guard let entry = node.entry(key) else { return nil }
                let kinds = key == "one_of" ? "texts and numbers" : ["min", "max"].contains(key) ? "numbers" : "texts"
                return Problem(
                    "`\(key)` limits \(kinds), and `\(field.name.value)` is of type \(field.type.name)",
                    at: entry.key.place, help: "leave it out, or give the field another type",
                    fix: context.removing([.key(section), .key(field.name.value), .key(key)]))
            }
        }
    }
}

extension FieldType {
    /// Its limits are of how many there are.
    fileprivate var isList: Bool { if case .list = self { true } else { false } }
}
