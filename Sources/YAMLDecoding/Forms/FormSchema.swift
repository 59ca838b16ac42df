public import Expressions

/// The JSON Schema (2020-12) of a kind of file.
public struct FormSchema: Sendable {
    public var title: String
    /// What a person has to know who uses the schema.
    public var comment: String
    /// That of a whole document first.
    public var forms: [Form]

    public init(title: String, comment: String, forms: [Form]) {
        self.title = title
        self.comment = comment
        self.forms = forms
    }

    public var document: Value {
        .object([
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(title),
            "$comment": .string(comment), "$ref": .string("#/$defs/\(forms.first?.name ?? "")"),
            "$defs": .object(Dictionary(forms.map { ($0.name, $0.schema) }) { first, _ in first }),
        ])
    }
}

extension Value {
    fileprivate static func object(_ members: [String: Value]) -> Value {
        .map(Dictionary(uniqueKeysWithValues: members.map { (.string($0.key), $0.value) }))
    }

    fileprivate static func texts(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }

    /// An object with one more member.
    fileprivate func with(_ name: String, _ value: Value) -> Value {
        guard case .map(var members) = self else { return self }
        members[.string(name)] = value
        return .map(members)
    }
}

extension Form {
    fileprivate var schema: Value {
        var members: [String: Value] = [
            "type": "object", "description": .string(about), "additionalProperties": others?.schema ?? false,
            "properties": .object(
                Dictionary(keys.map { ($0.name, $0.shape.schema.with("description", .string($0.about))) }) { $1 }),
        ]
        let required = keys.filter(\.isRequired).map(\.name)
        if !required.isEmpty { members["required"] = .texts(required) }
        if !oneOf.isEmpty { members["oneOf"] = .list(oneOf.map { .object(["required": .texts([$0])]) }) }
        if !alternatives.isEmpty {
            members["anyOf"] = .list(alternatives.map { .object(["required": .texts($0)]) })
        }
        return .object(members)
    }
}

extension Shape {
    fileprivate var schema: Value {
        switch self {
        case .text: .object(["type": "string"])
        case .pattern(let pattern): .object(["type": "string", "pattern": .string(pattern)])
        case .whole(let range):
            .object([
                "type": "integer", "minimum": .int(Int64(range.lowerBound)), "maximum": .int(Int64(range.upperBound)),
            ])
        case .number(let range):
            range.map {
                .object(["type": "number", "minimum": .double($0.lowerBound), "maximum": .double($0.upperBound)])
            } ?? .object(["type": "number"])
        case .truth: .object(["type": "boolean"])
        case .duration: .object(["type": "string", "pattern": "^([0-9]+(ms|[smhdw]))+$"])
        // `true` and `1` are expressions, too, and no text to YAML.
        case .expression: .object(["type": .texts(["string", "boolean", "number"])])
        case .template, .anything: .object([:])
        case .choice(let words): .object(["enum": .texts(words)])
        case .list(let item): .object(["type": "array", "items": item.schema])
        case .map(let value): .object(["type": "object", "additionalProperties": value.schema])
        case .form(let name): .object(["$ref": .string("#/$defs/\(name)")])
        case .either(let shapes): .object(["anyOf": .list(shapes.map(\.schema))])
        }
    }
}
