/// `size`, `in` and `[…]`.
enum Collections {
    static let unaries: [(String, Unary)] = [("size", size)]
    static let binaries: [(String, Binary)] = [
        (Operator.membership, isMember), (Operator.index, index), (Operator.optionalIndex, optionalIndex),
    ]

    @Sendable
    static func size(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .string(let text):
            try budget.spend(reading: text)
            return .int(Int64(text.unicodeScalars.count))
        case .bytes(let bytes): return .int(Int64(bytes.count))
        case .list(let list): return .int(Int64(list.count))
        case .map(let map): return .int(Int64(map.count))
        default: throw noOverload("size", [value])
        }
    }

    @Sendable
    static func isMember(_ value: Value, _ collection: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch collection {
        case .list(let list):
            for element in list {
                try budget.spend()
                if try value.equals(element, &budget) { return .bool(true) }
            }
            return .bool(false)
        case .map(let map): return .bool(Value.member(map, value) != nil)
        default: throw noOverload(Operator.membership, [value, collection])
        }
    }

    @Sendable
    static func index(_ collection: Value, _ key: Value, _ budget: inout Budget) throws(Stop) -> Value {
        if case .optional = collection { return try optionalIndex(collection, key, &budget) }
        if let found = try lookUp(collection, key) { return found }
        if case .list = collection { throw .failure("index-out-of-range", "the list has no such element") }
        throw .failure("no-such-key", "the map has no such key")
    }

    @Sendable
    static func optionalIndex(_ collection: Value, _ key: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch collection {
        case .optional(nil): return collection
        case .optional(let wrapped?): return try optionalIndex(wrapped, key, &budget)
        default: return .optional(try lookUp(collection, key))
        }
    }

    /// An element or a map's value; `nil` when there is none.
    private static func lookUp(_ collection: Value, _ key: Value) throws(Stop) -> Value? {
        switch collection {
        case .list(let list):
            guard let place = position(key) else {
                throw .failure("bad-index", "a \(key.typeName) cannot be the index of a list")
            }
            return list.indices.contains(place) ? list[place] : nil
        case .map(let map): return Value.member(map, key)
        default: throw noOverload(Operator.index, [collection, key])
        }
    }

    /// An index from any kind of number that is whole; one out of all reach is kept out of range.
    private static func position(_ key: Value) -> Int? {
        switch key {
        case .int(let number): Int(exactly: number) ?? -1
        case .uint(let number): Int(exactly: number) ?? -1
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }
}
