import Expressions

/// A value in the shape that JSON gives it, for `Codable` types that people write by hand.
///
/// The value's own `Codable` form keeps every type apart and is for storing.
struct PlainJSON: Codable, Hashable {
    var value: Value

    init(_ value: Value) { self.value = value }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            var map: [MapKey: Value] = [:]
            for key in members.allKeys {
                map[.string(key.stringValue)] = try members.decode(PlainJSON.self, forKey: key).value
            }
            value = .map(map)
            return
        }
        if var items = try? decoder.unkeyedContainer() {
            var list: [Value] = []
            while !items.isAtEnd { list.append(try items.decode(PlainJSON.self).value) }
            value = .list(list)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            value = .null
        } else if let flag = try? single.decode(Bool.self) {
            value = .bool(flag)
        } else if let number = try? single.decode(Int64.self) {
            value = .int(number)
        } else if let number = try? single.decode(Double.self) {
            value = .double(number)
        } else {
            value = .string(try single.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch value {
        case .map(let members):
            var container = encoder.container(keyedBy: Name.self)
            for (key, member) in members { try container.encode(PlainJSON(member), forKey: Name(key.memberName)) }
        case .list(let items):
            var container = encoder.unkeyedContainer()
            for item in items { try container.encode(PlainJSON(item)) }
        default:
            var container = encoder.singleValueContainer()
            switch value {
            case .bool(let flag): try container.encode(flag)
            case .int(let number): try container.encode(number)
            case .uint(let number): try container.encode(number)
            case .double(let number): try container.encode(number)
            case .string(let text): try container.encode(text)
            default: try container.encodeNil()
            }
        }
    }
}
