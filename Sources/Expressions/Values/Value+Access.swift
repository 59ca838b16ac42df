// What callers ask of a value when they know what it should be.
extension Value {
    public var boolValue: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    /// An int, or a uint that fits.
    public var intValue: Int64? {
        switch self {
        case .int(let number): number
        case .uint(let number): Int64(exactly: number)
        default: nil
        }
    }
    /// Any of the three kinds of number.
    public var doubleValue: Double? {
        switch self {
        case .int(let number): Double(number)
        case .uint(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
    public var stringValue: String? { if case .string(let text) = self { text } else { nil } }
    public var bytesValue: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    public var listValue: [Value]? { if case .list(let list) = self { list } else { nil } }
    public var mapValue: [MapKey: Value]? { if case .map(let map) = self { map } else { nil } }
    public var opaqueValue: Opaque? { if case .opaque(let handle) = self { handle } else { nil } }
    public var isNull: Bool { if case .null = self { true } else { false } }

    /// A map with text keys.
    public static func record(_ members: [String: Value]) -> Value {
        var map: [MapKey: Value] = [:]
        map.reserveCapacity(members.count)
        for (name, value) in members { map[.string(name)] = value }
        return .map(map)
    }

    /// A map's value under a text key, or an object's member; `nil` when there is none or it is not known.
    public subscript(name: String) -> Value? {
        switch self {
        case .map(let map): return map[.string(name)]
        case .object(let object):
            if case .value(let value) = object.member(name) { return value }
            return nil
        default: return nil
        }
    }

    /// A list's element; `nil` when there is none.
    public subscript(index: Int) -> Value? {
        if case .list(let list) = self, list.indices.contains(index) { list[index] } else { nil }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral text: String) { self = .string(text) }
    public init(integerLiteral number: Int64) { self = .int(number) }
    public init(floatLiteral number: Double) { self = .double(number) }
    public init(booleanLiteral flag: Bool) { self = .bool(flag) }
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (MapKey, Value)...) {
        self = .map(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
}
