import Expressions

/// As much of JSON Schema as our schemas (2020-12) and that of SARIF (draft 4) use, read from the document and from
/// nothing else.
final class SchemaSubset {
    private let root: Value
    /// Keywords that it does not know.
    private(set) var unknown: Set<String> = []

    init(_ root: Value) { self.root = root }

    /// JSON Pointers to what does not fit.
    func complaints(of value: Value) -> [String] { check(value, root, "") }

    private func check(_ value: Value, _ schema: Value, _ at: String) -> [String] {
        if case .bool(let fits) = schema { return fits ? [] : [at] }
        guard case .map(let rules) = schema else { return [at] }
        var complaints: [String] = []
        for (key, rule) in rules {
            guard case .string(let name) = key else { continue }
            switch name {
            case "$schema", "$comment", "$defs", "definitions", "id", "title", "description", "default", "format":
                continue
            case "minItems":
                if case .list(let items) = value, Double(items.count) < rule.doubleValue ?? 0 { complaints.append(at) }
            case "uniqueItems":
                guard case .list(let items) = value, rule == true else { continue }
                if items.indices.contains(where: { items[..<$0].contains(items[$0]) }) { complaints.append(at) }
            case "$ref": complaints += check(value, target(rule), at)
            case "type": if !hasType(value, rule) { complaints.append(at) }
            case "enum": if !(list(rule).contains(value)) { complaints.append(at) }
            case "pattern":
                guard case .string(let text) = value, case .string(let pattern) = rule else { continue }
                if (try? RegularExpression(pattern))?.contains(matchIn: text) != true { complaints.append(at) }
            case "minimum": if let number = value.doubleValue, number < rule.doubleValue ?? 0 { complaints.append(at) }
            case "maximum": if let number = value.doubleValue, number > rule.doubleValue ?? 0 { complaints.append(at) }
            case "required":
                guard case .map(let members) = value else { continue }
                if list(rule).contains(where: { !members.keys.map(\.text).contains($0.stringValue) }) {
                    complaints.append(at)
                }
            case "properties": complaints += members(value, rule, rules["additionalProperties"] ?? true, at)
            case "additionalProperties":
                if rules["properties"] == nil { complaints += members(value, .map([:]), rule, at) }
            case "items":
                guard case .list(let items) = value else { continue }
                for (index, item) in items.enumerated() { complaints += check(item, rule, "\(at)/\(index)") }
            case "anyOf", "oneOf":
                let answers = list(rule).map { check(value, $0, at) }
                let fitting = answers.count(where: \.isEmpty)
                if fitting == 0 || name == "oneOf" && fitting > 1 {
                    // The nearest miss says most.
                    complaints +=
                        [at] + (answers.max { ($0.map(\.count).max() ?? 0) < ($1.map(\.count).max() ?? 0) } ?? [])
                }
            default: unknown.insert(name)
            }
        }
        return complaints
    }

    private func members(_ value: Value, _ known: Value, _ others: Value, _ at: String) -> [String] {
        guard case .map(let members) = value, case .map(let rules) = known else { return [] }
        return members.flatMap { key, member -> [String] in
            let place = "\(at)/\(key.text ?? "?")"
            if let rule = rules[key] { return check(member, rule, place) }
            return check(member, others, place).isEmpty ? [] : [at, place]
        }
    }

    private func target(_ reference: Value) -> Value {
        guard case .string(let text) = reference else { return false }
        return text.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? false }
    }

    private func list(_ value: Value) -> [Value] { if case .list(let items) = value { items } else { [] } }

    private func hasType(_ value: Value, _ rule: Value) -> Bool {
        let wanted = rule.stringValue.map { [$0] } ?? list(rule).compactMap(\.stringValue)
        let names: [String] =
            switch value {
            case .string: ["string"]
            case .bool: ["boolean"]
            case .int: ["integer", "number"]
            case .double: ["number"]
            case .list: ["array"]
            case .map: ["object"]
            default: ["null"]
            }
        return names.contains(where: wanted.contains)
    }
}

extension MapKey {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
