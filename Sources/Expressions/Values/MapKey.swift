/// A key of a map: the four kinds of value that the language allows.
///
/// Keys are exact (`int(1)` and `uint(1)` differ), so that what is stored comes back as it was. The language's look-up
/// is not: ``Value/member(ofMap:key:)`` finds `1u` under `1`, and building a map refuses to hold both.
public enum MapKey: Sendable {
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case string(String)

    /// The key that a value makes; `nil` for a value that cannot be one (doubles included).
    public init?(_ value: Value) {
        switch value {
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .uint(let number): self = .uint(number)
        case .string(let text): self = .string(text)
        default: return nil
        }
    }

    /// The key as a value of its own.
    public var value: Value {
        switch self {
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .uint(let number): .uint(number)
        case .string(let text): .string(text)
        }
    }

    /// The same number as a key of the other whole-number kind, if there is one.
    var twin: MapKey? {
        switch self {
        case .int(let number): UInt64(exactly: number).map(MapKey.uint)
        case .uint(let number): Int64(exactly: number).map(MapKey.int)
        case .bool, .string: nil
        }
    }
}

extension MapKey: Hashable {
    public static func == (left: MapKey, right: MapKey) -> Bool {
        switch (left, right) {
        case (.string(let left), .string(let right)): left.isSame(as: right)
        case (.int(let left), .int(let right)): left == right
        case (.uint(let left), .uint(let right)): left == right
        case (.bool(let left), .bool(let right)): left == right
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .string(let text): text.hash(into: &hasher)
        case .int(let number): hasher.combine(number)
        case .uint(let number): hasher.combine(number)
        case .bool(let flag): hasher.combine(flag)
        }
    }
}

extension MapKey: Comparable {
    /// Bools, then ints, then uints, then strings, each in its own order: the order of listings and of stored bytes.
    public static func < (left: MapKey, right: MapKey) -> Bool {
        switch (left, right) {
        case (.string(let left), .string(let right)): left.precedes(right)
        case (.int(let left), .int(let right)): left < right
        case (.uint(let left), .uint(let right)): left < right
        case (.bool(let left), .bool(let right)): !left && right
        default: left.rank < right.rank
        }
    }

    private var rank: Int {
        switch self {
        case .bool: 0
        case .int: 1
        case .uint: 2
        case .string: 3
        }
    }
}

extension MapKey: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = .string(text) }
}
