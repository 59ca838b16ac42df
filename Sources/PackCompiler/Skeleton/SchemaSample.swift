import Expressions
import Vendors

extension Schema {
    /// A small value that has the schema's shape: members that are required, and others as far as they do not nest
    /// deeply. Patterns are not looked at.
    func sample(depth: Int = 0) -> Value {
        if hasAlternatives, let first = ways.first { return first.sample(depth: depth + 1) }
        if let listed = listedValues.first { return listed }
        let types = types ?? (propertyNames.isEmpty ? [.string] : [.object])
        let order: [JSONType] = [.object, .array, .string, .integer, .number, .boolean]
        switch order.first(where: types.contains) {
        case .object: return .map(members(depth: depth))
        case .array:
            guard let element, depth < 5 else { return .list([]) }
            return .list(Array(repeating: element.sample(depth: depth + 1), count: max(1, whole.minItems ?? 1)))
        case .string: return .string(text)
        case .integer, .number: return number
        case .boolean: return .bool(true)
        default: return .null
        }
    }

    private func members(depth: Int) -> [MapKey: Value] {
        var members: [MapKey: Value] = [:]
        for name in propertyNames where depth < 3 || requiredNames.contains(name) {
            guard depth < 8, let property = property(name) else { continue }
            members[.string(name)] = property.sample(depth: depth + 1)
        }
        return members
    }

    private var text: String {
        let limits = whole
        var text = "text"
        while text.count < limits.minLength ?? 0 { text += "t" }
        return String(text.prefix(limits.maxLength ?? text.count))
    }

    private var number: Value {
        let limits = whole
        if let step = limits.multipleOf { return limits.minimum ?? step }
        if let minimum = limits.minimum { return minimum }
        if let maximum = limits.maximum { return maximum }
        return .int(1)
    }

    /// The limits in a schema, or in what it refers to.
    private var whole: SchemaRule {
        var schema = self
        for _ in 0..<16 {
            guard let reference = schema.rule.reference else { break }
            schema = schema.schema(reference)
        }
        return schema.rule
    }
}
