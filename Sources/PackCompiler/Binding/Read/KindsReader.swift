import Diagnostics
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `kinds`: kinds of check that only this pack has.
enum KindsReader {
    static func read(_ node: YAMLNode, findings: inout Findings) -> [CheckKind] {
        guard let record = Record(node, as: "`kinds`", findings: &findings) else { return [] }
        return record.entries.compactMap { entry in
            guard let name = entry.key.text,
                let kind = Record(entry.value, as: "kind `\(name)`", keys: ["input", "result"], findings: &findings)
            else { return nil }
            if CheckKind.named(name) != nil {
                findings.report(
                    Finding(
                        "kind-taken", "`\(name)` is a kind that all packs share", at: entry.key.place,
                        help: "bind it under `checks`, or choose another name"))
                return nil
            }
            return CheckKind(
                name: name, input: kind["input"].map { fields($0.value, findings: &findings) } ?? [],
                result: kind["result"].map { fields($0.value, findings: &findings) } ?? [])
        }
    }

    static func fields(_ node: YAMLNode, findings: inout Findings) -> [Field] {
        guard let record = Record(node, as: "the fields of a kind", findings: &findings) else { return [] }
        return record.entries.compactMap { entry in
            guard let name = entry.key.text else { return nil }
            return field(name, entry.value, findings: &findings)
        }
    }

    /// `double`, `double?`, `{ type: double, optional: true }`, `{ list: string }`, `{ list: { id: string } }`.
    private static func field(_ name: String, _ node: YAMLNode, findings: inout Findings) -> Field? {
        if node.entries == nil { return type(node, findings: &findings).map { Field(name, $0.type, optional: $0.optional) } }
        guard let record = Record(node, as: "field `\(name)`", keys: ["type", "list", "optional"], findings: &findings)
        else { return nil }
        let optional = record["optional"].flatMap { $0.value.bool("`optional`", findings: &findings) } ?? false
        if let list = record["list"] {
            if list.value.entries != nil {
                return Field(name, .list(.record(fields(list.value, findings: &findings))), optional: optional)
            }
            return type(list.value, findings: &findings).map { Field(name, .list($0.type), optional: optional) }
        }
        guard let word = record.require("type", findings: &findings) else { return nil }
        if word.entries != nil { return Field(name, .record(fields(word, findings: &findings)), optional: optional) }
        return type(word, findings: &findings).map { Field(name, $0.type, optional: optional || $0.optional) }
    }

    private static func type(_ node: YAMLNode, findings: inout Findings) -> (type: FieldType, optional: Bool)? {
        guard let text = node.string("a type", findings: &findings) else { return nil }
        let optional = text.hasSuffix("?")
        let name = optional ? String(text.dropLast()) : text
        guard let type = FieldType.named.first(where: { $0.name == name })?.type else {
            findings.report(
                .unknownName("unknown-type", "`\(name)` is no type", name, of: FieldType.named.map(\.name), at: node))
            return nil
        }
        return (type, optional)
    }
}
