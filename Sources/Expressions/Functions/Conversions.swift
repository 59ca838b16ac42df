/// `int(…)`, `string(…)` and their like, and `type(…)`.
enum Conversions {
    static let unaries: [(String, Unary)] = [
        ("int", int), ("uint", uint), ("double", double), ("string", string), ("bytes", bytes), ("bool", bool),
        ("timestamp", timestamp), ("duration", duration), ("dyn", { value, _ in value }),
        ("type", { value, _ in .type(value.typeName) }),
    ]

    private static func cannot(_ value: Value, _ type: String) -> Stop {
        .failure("bad-conversion", "this \(value.typeName) is no \(type)")
    }

    private static func outOfRange(_ value: Value, _ type: String) -> Stop {
        .failure("out-of-range", "this \(value.typeName) is out of the range of \(type)")
    }

    @Sendable
    static func int(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .int: return value
        case .uint(let number):
            guard let whole = Int64(exactly: number) else { throw outOfRange(value, "int") }
            return .int(whole)
        case .double(let number):
            // Both ends are excluded, as in the reference implementation: at 2^63 doubles are too far apart to tell.
            guard number > -0x1p63, number < 0x1p63 else { throw outOfRange(value, "int") }
            return .int(Int64(number))
        case .string(let text):
            guard let number = Int64(text) else { throw cannot(value, "int") }
            return .int(number)
        case .timestamp(let time): return .int(time.seconds)
        default: throw noOverload("int", [value])
        }
    }

    @Sendable
    static func uint(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .uint: return value
        case .int(let number):
            guard let whole = UInt64(exactly: number) else { throw outOfRange(value, "uint") }
            return .uint(whole)
        case .double(let number):
            guard number >= 0, number < 0x1p64 else { throw outOfRange(value, "uint") }
            return .uint(UInt64(number))
        case .string(let text):
            guard let number = UInt64(text), text.first != "+" else { throw cannot(value, "uint") }
            return .uint(number)
        default: throw noOverload("uint", [value])
        }
    }

    @Sendable
    static func double(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .double: return value
        case .int(let number): return .double(Double(number))
        case .uint(let number): return .double(Double(number))
        case .string(let text):
            guard let number = Double(text) else { throw cannot(value, "double") }
            return .double(number)
        default: throw noOverload("double", [value])
        }
    }

    @Sendable
    static func string(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .string: return value
        case .int(let number): return .string(String(number))
        case .uint(let number): return .string(String(number))
        case .double(let number): return .string(shortText(number))
        case .bool(let flag): return .string(flag ? "true" : "false")
        case .bytes(let bytes):
            try budget.spend(bytes.count >> 3)
            guard let text = String(validating: bytes, as: UTF8.self) else { throw cannot(value, "UTF-8 text") }
            return .string(text)
        case .timestamp(let time): return .string(time.description)
        case .duration(let duration): return .string(duration.description)
        default: throw noOverload("string", [value])
        }
    }

    @Sendable
    static func bytes(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .bytes: return value
        case .string(let text):
            try budget.spend(reading: text)
            return .bytes(Array(text.utf8))
        default: throw noOverload("bytes", [value])
        }
    }

    private static let flags = [
        "1": true, "t": true, "true": true, "TRUE": true, "True": true, "0": false, "f": false, "false": false,
        "FALSE": false, "False": false,
    ]

    @Sendable
    static func bool(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .bool: return value
        case .string(let text):
            guard let flag = flags[text] else { throw cannot(value, "bool") }
            return .bool(flag)
        default: throw noOverload("bool", [value])
        }
    }

    @Sendable
    static func timestamp(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .timestamp: return value
        case .int(let seconds):
            guard let time = CELTimestamp(seconds: seconds) else { throw outOfRange(value, "timestamp") }
            return .timestamp(time)
        case .string(let text):
            guard let time = CELTimestamp(text) else { throw cannot(value, "timestamp of RFC 3339") }
            return .timestamp(time)
        default: throw noOverload("timestamp", [value])
        }
    }

    @Sendable
    static func duration(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .duration: return value
        case .string(let text):
            guard let duration = CELDuration(text) else { throw cannot(value, "duration") }
            return .duration(duration)
        default: throw noOverload("duration", [value])
        }
    }
}
