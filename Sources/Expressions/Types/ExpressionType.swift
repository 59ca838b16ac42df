/// A type as the checker knows it.
public indirect enum ExpressionType: Hashable, Codable, Sendable {
    /// Known only when evaluated; goes with everything.
    case dyn
    case null, bool, int, uint, double, string, bytes, timestamp, duration
    /// The type of types.
    case type
    case list(ExpressionType)
    case map(ExpressionType, ExpressionType)
    case optional(ExpressionType)
    /// A value of the type, or null.
    case wrapper(ExpressionType)
    /// A parameter of a generic function, by its name.
    case parameter(String)
    /// A type with declared fields.
    case object(String)
    /// A type that can be passed around but has no operators or fields, with its arguments.
    case opaque(String, [ExpressionType])
    case any
    case error
}

extension ExpressionType: CustomStringConvertible {
    /// As people write it: `list(map(string, int))`, `optional_type(dyn)`, `image`.
    public var description: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .type: "type"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let wrapped): "optional_type(\(wrapped))"
        case .wrapper(let wrapped): "wrapper(\(wrapped))"
        case .parameter(let name): "param(\(name))"
        case .object(let name): name
        case .opaque(let name, let arguments):
            arguments.isEmpty ? name : "\(name)(\(arguments.map(\.description).joined(separator: ", ")))"
        case .any: "any"
        case .error: "error"
        }
    }

    /// Whether this is `dyn`, or something that stands for it while checking.
    public var isDynamic: Bool {
        switch self {
        case .dyn, .any, .error: true
        default: false
        }
    }
}
