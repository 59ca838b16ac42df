import Diagnostics
import Expressions
import FlowIR
import FlowMachine
import FlowSyntax
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Lowering {
    /// Whether what is given can be what the check takes. What is only known at run time is judged there.
    ///
    /// False where it cannot.
    @discardableResult
    mutating func checkInput(_ template: CompiledTemplate, _ field: Field, at place: Place) -> Bool {
        guard let given = mismatch(template, field.type) else { return true }
        let help =
            field.type.isMedia
            ? "write `\"${applicant.…}\"` with a field of type \(field.type.name)"
            : "give it \(field.type.expectation)"
        findings.report(
            Finding(
                "wrong-type", "`\(field.name)` has to be \(field.type.described), but is \(given)", at: place,
                help: help))
        return false
    }

    /// What stands in a record goes by the names that it has.
    mutating func checkMembers(of node: YAMLNode, _ field: Field, _ path: String) {
        guard case .record(let fields) = field.type, let entries = node.entries else { return }
        let names = fields.map(\.name)
        for entry in entries {
            guard let name = entry.key.text else { continue }
            if let inside = fields.first(where: { $0.name == name }) {
                checkMembers(of: entry.value, inside, "\(path).\(name)")
                continue
            }
            findings.report(
                Finding(
                    "unknown-input", "`\(path)` takes no `\(name)`", at: entry.key.place,
                    help: nameHelp(for: name, in: names, known: "its fields"),
                    fix: .rename(name, in: names, at: entry.key.place)))
        }
    }

    /// What is given in place of a type; `nil` where it will do.
    private func mismatch(_ template: CompiledTemplate, _ type: FieldType) -> String? {
        if case .literal(let value) = template.template {
            let isFit = Intake.problems(of: value.converted(to: type), type: type, limits: .init(), path: "").isEmpty
            return isFit ? nil : value.described
        }
        if case .expression(let expression) = template.template,
            case .select(let section, let name) = expression.root.kind,
            case .name("applicant") = section.kind, let field = tree.field(name), !type.mayBe(field)
        {
            return "declared as \(field.type.described)"
        }
        var given = template.type
        if case .optional(let wrapped) = given { given = wrapped }
        return type.admits(given) ? nil : "of type `\(given)`"
    }
}

extension FieldType {
    private static let texts: [FieldType] = [.string, .date, .country, .language, .email, .phone, .url]

    /// Whether a field that is text to expressions can hold this kind of text: an address is no date. A text with a pattern
    /// or with choices may be anything.
    fileprivate func mayBe(_ field: FieldTree) -> Bool {
        guard self != .string, field.type != self, Self.texts.contains(self), Self.texts.contains(field.type) else {
            return true
        }
        return field.type == .string && (self != .date || field.limits.pattern != nil || field.limits.oneOf != nil)
    }

    /// `an image`, `a date`.
    var described: String { "\("aeiou".contains(name.prefix(1)) ? "an" : "a") \(name)" }

    /// Whether a value of an expression's type can be one of this type.
    fileprivate func admits(_ given: ExpressionType) -> Bool {
        if given.isDynamic { return true }
        switch (self, given) {
        case (.bool, .bool), (.int, .int), (.double, .double), (.double, .int), (.timestamp, .timestamp),
            (.duration, .duration), (.record, .map), (.record, .object):
            return true
        case (.string, .string), (.date, .string), (.country, .string), (.language, .string), (.email, .string),
            (.phone, .string), (.url, .string):
            return true
        case (.image, .opaque(let kind, _)), (.video, .opaque(let kind, _)), (.file, .opaque(let kind, _)):
            return kind == name
        case (.list(let element), .list(let given)): return element.admits(given)
        default: return false
        }
    }
}

extension Value {
    /// A literal in words.
    fileprivate var described: String {
        switch self {
        case .string: "text"
        case .int, .uint, .double: "a number"
        case .bool: "true or false"
        case .null: "nothing"
        case .list: "a list"
        default: "a map"
        }
    }
}

extension Template {
    /// A literal as a value of a type: `80` where a double is due.
    func converted(to type: FieldType) -> Template {
        if case .literal(let value) = self { .literal(value.converted(to: type)) } else { self }
    }
}
