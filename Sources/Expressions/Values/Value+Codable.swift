/// Each value is stored as an object with one member, whose name says the type: `{"int":"5"}`, `{"list":[…]}`.
///
/// 64-bit numbers are text, so that no reader rounds them; a map is a list of pairs in the order of its keys. The same
/// value therefore gives the same bytes under any encoder that keeps the order of lists.
extension Value: Codable {
    private enum Tag: String, CodingKey {
        case null, bool, int, uint, double, string, bytes, list, map, timestamp, duration, type, optional, opaque
        case object
    }

    /// A key and a value of a map, stored as a list of two.
    private struct Pair: Codable {
        var key: Value
        var value: Value

        init(key: Value, value: Value) {
            self.key = key
            self.value = value
        }

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            key = try container.decode(Value.self)
            value = try container.decode(Value.self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            try container.encode(key)
            try container.encode(value)
        }
    }

    private struct StoredObject: Codable {
        var type: String
        var members: Value
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Tag.self)
        switch self {
        case .null: try box.encodeNil(forKey: .null)
        case .bool(let flag): try box.encode(flag, forKey: .bool)
        case .int(let number): try box.encode(String(number), forKey: .int)
        case .uint(let number): try box.encode(String(number), forKey: .uint)
        case .double(let number): try box.encode(doubleText(number), forKey: .double)
        case .string(let text): try box.encode(text, forKey: .string)
        case .bytes(let bytes): try box.encode(Base64.encode(bytes), forKey: .bytes)
        case .list(let list): try box.encode(list, forKey: .list)
        case .map(let map):
            let pairs = map.sorted { $0.key < $1.key }.map { Pair(key: $0.key.value, value: $0.value) }
            try box.encode(pairs, forKey: .map)
        case .timestamp(let time): try box.encode(time, forKey: .timestamp)
        case .duration(let duration): try box.encode(duration, forKey: .duration)
        case .type(let name): try box.encode(name, forKey: .type)
        case .optional(let value): try box.encode(value.map { [$0] } ?? [], forKey: .optional)
        case .opaque(let handle): try box.encode(handle, forKey: .opaque)
        case .object(let object):
            let fields = object.knownFields.map { (MapKey.string($0.key), $0.value) }
            let members = Value.map(Dictionary(uniqueKeysWithValues: fields))
            try box.encode(StoredObject(type: object.typeName, members: members), forKey: .object)
        }
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Tag.self)
        func wrong(_ what: String) -> DecodingError {
            DecodingError.dataCorrupted(.init(codingPath: box.codingPath, debugDescription: what))
        }
        guard let tag = box.allKeys.first, box.allKeys.count == 1 else { throw wrong("a value has one type") }
        func number<T>(_ read: (String) -> T?) throws -> T {
            guard let number = read(try box.decode(String.self, forKey: tag)) else { throw wrong("not a number") }
            return number
        }
        switch tag {
        case .null: self = .null
        case .bool: self = .bool(try box.decode(Bool.self, forKey: tag))
        case .int: self = .int(try number { Int64($0) })
        case .uint: self = .uint(try number { UInt64($0) })
        case .double: self = .double(try number { Double($0) })
        case .string: self = .string(try box.decode(String.self, forKey: tag))
        case .bytes:
            guard let bytes = Base64.decode(try box.decode(String.self, forKey: tag)) else { throw wrong("not base64") }
            self = .bytes(bytes)
        case .list: self = .list(try box.decode([Value].self, forKey: tag))
        case .map:
            var map: [MapKey: Value] = [:]
            for pair in try box.decode([Pair].self, forKey: tag) {
                guard let key = MapKey(pair.key), map.updateValue(pair.value, forKey: key) == nil else {
                    throw wrong("a key that cannot be one, or twice the same")
                }
            }
            self = .map(map)
        case .timestamp: self = .timestamp(try box.decode(CELTimestamp.self, forKey: tag))
        case .duration: self = .duration(try box.decode(CELDuration.self, forKey: tag))
        case .type: self = .type(try box.decode(String.self, forKey: tag))
        case .optional: self = .optional(try box.decode([Value].self, forKey: tag).first)
        case .opaque: self = .opaque(try box.decode(Opaque.self, forKey: tag))
        case .object:
            let stored = try box.decode(StoredObject.self, forKey: tag)
            guard case .map(let map) = stored.members else { throw wrong("an object's members are a map") }
            var fields: [String: Value] = [:]
            for case (.string(let name), let value) in map { fields[name] = value }
            self = .object(LazyObject(typeName: stored.type, fields: fields))
        }
    }
}
