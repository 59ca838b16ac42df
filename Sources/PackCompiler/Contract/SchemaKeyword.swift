import Diagnostics
import Expressions
import Vendors
import YAMLDecoding
import YAMLTree

/// A keyword of JSON Schema that contracts may use, and how it becomes part of a rule.
struct SchemaKeyword: Sendable {
    typealias Reading =
        @Sendable (
            _ node: YAMLNode, _ rule: inout SchemaRule, _ reader: inout SchemaReader, _ findings: inout Findings
        ) -> Void

    var name: String
    var read: Reading

    init(_ name: String, _ read: @escaping Reading) {
        self.name = name
        self.read = read
    }

    /// Everything that is checked. A keyword that is neither here nor an annotation is refused: a demand that is read
    /// over would let answers pass which the vendor rules out.
    static let all: [String: SchemaKeyword] = Dictionary(
        uniqueKeysWithValues: (values + objects + lists + alternatives + marks).map { ($0.name, $0) })

    /// Keywords that demand nothing of a value.
    static let annotations: Set<String> = [
        "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "format",
        "contentMediaType", "contentEncoding", "externalDocs", "discriminator", "$comment", "$schema",
    ]

    /// What to write instead of a keyword that is not understood.
    static let repairs: [String: String] = [
        "nullable": "OpenAPI 3.1 writes `type: [string, \"null\"]`",
        "definitions": "schemas go under `components` / `schemas`",
        "$defs": "schemas go under `components` / `schemas`",
        "dependencies": "write the cases out under `oneOf`",
        "dependentRequired": "write the cases out under `oneOf`",
        "if": "write the cases out under `oneOf`",
        "unevaluatedProperties": "put `additionalProperties: false` into each alternative",
        "id": "name schemas by their place: `$ref: \"#/components/schemas/Name\"`",
    ]

    private static let values: [SchemaKeyword] = [
        SchemaKeyword("type") { node, rule, _, findings in
            let choices = JSONType.allCases.map { (name: $0.rawValue, value: $0) }
            let types = (node.items ?? [node]).compactMap { $0.choice("`type`", of: choices, findings: &findings) }
            rule.types = Set(types)
        },
        SchemaKeyword("enum") { node, rule, _, findings in
            guard let items = node.list("`enum`", findings: &findings) else { return }
            rule.allowed.append(items.compactMap { literal($0, findings: &findings) })
        },
        SchemaKeyword("const") { node, rule, _, findings in
            if let value = literal(node, findings: &findings) { rule.allowed.append([value]) }
        },
        SchemaKeyword("minLength") { rule(\.minLength, $0, &$1, &$3) },
        SchemaKeyword("maxLength") { rule(\.maxLength, $0, &$1, &$3) },
        SchemaKeyword("pattern") { node, rule, _, findings in
            guard let text = node.string("`pattern`", findings: &findings) else { return }
            do {
                rule.pattern = try SchemaPattern(text)
            } catch {
                findings.report(
                    Finding(
                        "bad-pattern", "this is no regular expression that can be checked in bounded time",
                        at: node.place, help: "look-around and back-references are not understood"))
            }
        },
        SchemaKeyword("minimum") { bound(\.minimum, $0, &$1, &$3) },
        SchemaKeyword("maximum") { bound(\.maximum, $0, &$1, &$3) },
        SchemaKeyword("exclusiveMinimum") { bound(\.exclusiveMinimum, $0, &$1, &$3) },
        SchemaKeyword("exclusiveMaximum") { bound(\.exclusiveMaximum, $0, &$1, &$3) },
        SchemaKeyword("multipleOf") { bound(\.multipleOf, $0, &$1, &$3) },
    ]

    private static let objects: [SchemaKeyword] = [
        SchemaKeyword("properties") { node, rule, reader, findings in
            guard let record = Record(node, as: "`properties`", findings: &findings) else { return }
            for (name, entry) in zip(record.names, record.entries) {
                rule.properties[name] = reader.read(entry.value, findings: &findings)
            }
        },
        SchemaKeyword("required") { node, rule, _, findings in
            guard let items = node.list("`required`", findings: &findings) else { return }
            rule.required = items.compactMap { $0.string("a required name", findings: &findings) }
        },
        SchemaKeyword("additionalProperties") { node, rule, reader, findings in
            rule.additionalProperties = reader.read(node, findings: &findings)
        },
    ]

    private static let lists: [SchemaKeyword] = [
        SchemaKeyword("items") { node, rule, reader, findings in rule.items = reader.read(node, findings: &findings) },
        SchemaKeyword("prefixItems") { schemas(\.prefixItems, $0, &$1, &$2, &$3) },
        SchemaKeyword("minItems") { rule(\.minItems, $0, &$1, &$3) },
        SchemaKeyword("maxItems") { rule(\.maxItems, $0, &$1, &$3) },
        SchemaKeyword("uniqueItems") { flag(\.uniqueItems, $0, &$1, &$3) },
    ]

    private static let alternatives: [SchemaKeyword] = [
        SchemaKeyword("$ref") { node, rule, reader, findings in
            rule.reference = reader.readReference(node, findings: &findings)
        },
        SchemaKeyword("oneOf") { schemas(\.oneOf, $0, &$1, &$2, &$3) },
        SchemaKeyword("anyOf") { schemas(\.anyOf, $0, &$1, &$2, &$3) },
        SchemaKeyword("allOf") { schemas(\.allOf, $0, &$1, &$2, &$3) },
        SchemaKeyword("not") { node, rule, reader, findings in rule.not = reader.read(node, findings: &findings) },
    ]

    /// Our own extensions.
    private static let marks: [SchemaKeyword] = [
        SchemaKeyword("x-secret") { flag(\.isSecret, $0, &$1, &$3) },
        SchemaKeyword("x-personal") { flag(\.isPersonal, $0, &$1, &$3) },
    ]
}

// MARK: Readings that several keywords share

extension SchemaKeyword {
    private static func rule(
        _ path: WritableKeyPath<SchemaRule, Int?>, _ node: YAMLNode, _ rule: inout SchemaRule,
        _ findings: inout Findings
    ) {
        guard let number = node.int("this limit", findings: &findings) else { return }
        guard let limit = Int(exactly: number), limit >= 0 else {
            findings.report(Finding("bad-limit", "a limit is not negative", at: node.place))
            return
        }
        rule[keyPath: path] = limit
    }

    private static func bound(
        _ path: WritableKeyPath<SchemaRule, Value?>, _ node: YAMLNode, _ rule: inout SchemaRule,
        _ findings: inout Findings
    ) {
        guard node.double("this limit", findings: &findings) != nil else { return }
        rule[keyPath: path] = literal(node, findings: &findings)
    }

    private static func flag(
        _ path: WritableKeyPath<SchemaRule, Bool>, _ node: YAMLNode, _ rule: inout SchemaRule,
        _ findings: inout Findings
    ) {
        if let flag = node.bool("this mark", findings: &findings) { rule[keyPath: path] = flag }
    }

    private static func schemas(
        _ path: WritableKeyPath<SchemaRule, [Int]>, _ node: YAMLNode, _ rule: inout SchemaRule,
        _ reader: inout SchemaReader, _ findings: inout Findings
    ) {
        guard let items = node.list("alternatives", findings: &findings) else { return }
        guard !items.isEmpty else {
            findings.report(Finding("empty-list", "at least one schema has to stand here", at: node.place))
            return
        }
        rule[keyPath: path] = items.map { reader.read($0, findings: &findings) }
    }
}
