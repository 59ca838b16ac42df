/// A value of the expression language, and the one data type that runs, requests and answers are made of.
///
/// Swift's `==` is exact: `int(1)` is not `uint(1)`, a NaN is itself, and strings are equal when their code points are.
/// The language's own equality, where 1, 1u and 1.0 are the same, is ``equals(_:)``.
public enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([Value])
    case map([MapKey: Value])
    case timestamp(CELTimestamp)
    case duration(CELDuration)
    /// A type as a value, by its name: `int`, `list`, `google.protobuf.Timestamp`.
    case type(String)
    indirect case optional(Value?)
    /// Something the language can carry but not look into: a photo, a secret.
    indirect case opaque(Opaque)
    /// Members that are looked up only when asked for.
    indirect case object(LazyObject)
}

/// A typed handle. `kind` is its type's name (`image`), `id` names the thing among those of its kind.
public struct Opaque: Sendable, Hashable, Codable {
    public var kind: String
    public var id: String

    public init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }
}

extension Value {
    /// The name that `type(value)` gives: `int`, `map`, `google.protobuf.Duration`, an object's own type name.
    public var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list: "list"
        case .map: "map"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .type: "type"
        case .optional: "optional_type"
        case .opaque(let handle): handle.kind
        case .object(let object): object.typeName
        }
    }
}
