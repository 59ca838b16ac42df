import ExpressionSyntax
import Expressions
import Vendors

/// The expression types of a contract's schemas, so that a misspelt member of an answer is found when compiling.
struct ContractTypes {
    /// The object types met on the way.
    private(set) var objects: [ObjectType] = []
    private var depth = 0

    /// A schema that contains itself is followed this deep; below, anything goes.
    private static let maximumDepth = 12

    mutating func type(of schema: Schema, named name: String) -> ExpressionType {
        guard depth < Self.maximumDepth else { return .dyn }
        depth += 1
        defer { depth -= 1 }
        guard var types = schema.types else { return .dyn }
        let isNullable = types.remove(.null) != nil
        guard let only = types.first, types.count == 1 else { return .dyn }
        if let plain = Self.plain[only] { return isNullable ? .wrapper(plain) : plain }
        guard only == .array else { return object(schema, named: name) }
        return .list(schema.element.map { type(of: $0, named: name + "[]") } ?? .dyn)
    }

    private static let plain: [JSONType: ExpressionType] = [
        .string: .string, .integer: .int, .number: .double, .boolean: .bool,
    ]

    private mutating func object(_ schema: Schema, named name: String) -> ExpressionType {
        let names = schema.propertyNames
        guard !names.isEmpty else { return .map(.string, .dyn) }
        var fields: [String: ExpressionType] = [:]
        for member in names {
            if let property = schema.property(member) {
                fields[member] = type(of: property, named: "\(name).\(member)")
            }
        }
        objects.append(ObjectType(name, fields: fields))
        return .object(name)
    }
}
