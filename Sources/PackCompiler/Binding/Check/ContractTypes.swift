import ExpressionSyntax
import Expressions
import Vendors

/// The expression types of a contract's schemas, so that a misspelt member of an answer is found before it is asked for.
struct ContractTypes {
    /// The object types met on the way.
    private(set) var objects: [ObjectType] = []
    private var depth = 0

    /// A schema that contains itself is followed this deep; below, anything goes.
    private static let maximumDepth = 12

    mutating func type(of schema: Schema, named name: String) -> ExpressionType {
        guard depth < Self.maximumDepth, !schema.hasAlternatives, var types = schema.types else { return .dyn }
        depth += 1
        defer { depth -= 1 }
        let nullable = types.remove(.null) != nil
        guard let only = types.first, types.count == 1 else { return .dyn }
        switch only {
        case .string: return nullable ? .wrapper(.string) : .string
        case .integer: return nullable ? .wrapper(.int) : .int
        case .number: return nullable ? .wrapper(.double) : .double
        case .boolean: return nullable ? .wrapper(.bool) : .bool
        case .null: return .null
        case .array:
            guard let element = schema.element else { return .list(.dyn) }
            return .list(type(of: element, named: name + "[]"))
        case .object: return object(schema, named: name)
        }
    }

    private mutating func object(_ schema: Schema, named name: String) -> ExpressionType {
        let names = schema.propertyNames
        guard !names.isEmpty else { return .map(.string, .dyn) }
        var fields: [String: ExpressionType] = [:]
        for member in names.sorted() {
            if let property = schema.property(member) {
                fields[member] = type(of: property, named: "\(name).\(member)")
            }
        }
        objects.append(ObjectType(name, fields: fields))
        return .object(name)
    }
}
