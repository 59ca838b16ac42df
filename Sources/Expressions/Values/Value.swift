/// A value of the expression language, and the one data type that runs, requests and answers are made of.
public enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([Value])
    case map([MapKey: Value])
    /// Nanoseconds since 1970-01-01T00:00:00Z as seconds and a non-negative rest.
    case timestamp(CELTimestamp)
    case duration(CELDuration)
    case type(String)
    indirect case optional(Value?)
    /// Something the language can carry but not look into: a photo, a secret.
    case opaque(Opaque)
    /// Members that are looked up only when asked for.
    case object(LazyObject)
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
