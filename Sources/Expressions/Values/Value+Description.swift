extension Value: CustomStringConvertible {
    /// The value's type and size, never its contents: values may be personal data.
    ///
    /// `string(12)`, `list(3)`, `true`. Use ``literal`` where the contents may be shown.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .string(let text): "string(\(text.unicodeScalars.count))"
        case .bytes(let bytes): "bytes(\(bytes.count))"
        case .list(let list): "list(\(list.count))"
        case .map(let map): "map(\(map.count))"
        case .type(let name): "type(\(name))"
        case .optional(let value): value == nil ? "optional.none()" : "optional"
        case .int, .uint, .double, .timestamp, .duration, .opaque, .object: typeName
        }
    }

    /// The contents as the language would write them: `"abc"`, `[1, 2u]`, `timestamp("…")`. Not safe to log.
    public var literal: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .uint(let number): "\(number)u"
        case .double(let number): doubleLiteral(number)
        case .string(let text): quotedText(text)
        case .bytes(let bytes): quotedBytes(bytes)
        case .list(let list): "[" + list.map(\.literal).joined(separator: ", ") + "]"
        case .map(let map):
            "{"
                + map.sorted { $0.key < $1.key }.map { "\($0.key.value.literal): \($0.value.literal)" }
                .joined(separator: ", ") + "}"
        case .timestamp(let time): "timestamp(\"\(time)\")"
        case .duration(let duration): "duration(\"\(duration)\")"
        case .type(let name): name
        case .optional(let value): value.map { "optional.of(\($0.literal))" } ?? "optional.none()"
        case .opaque(let handle): "\u{2039}\(handle.kind) \(handle.id)\u{203a}"
        case .object(let object):
            "\(object.typeName){"
                + object.knownFields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.literal)" }
                .joined(separator: ", ") + "}"
        }
    }
}

/// A double's shortest text, whole numbers with `.0`; `NaN`, `Infinity` and `-Infinity`.
public func doubleText(_ number: Double) -> String {
    number.isNaN ? "NaN" : number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : number.description
}

/// A double as an expression that gives it.
func doubleLiteral(_ number: Double) -> String {
    number.isFinite ? number.description : "double(\"\(doubleText(number))\")"
}

/// Text in double quotes with the language's escapes.
public func quotedText(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\n": quoted += "\\n"
        case "\r": quoted += "\\r"
        case "\t": quoted += "\\t"
        case _ where scalar.value < 0x20 || scalar.value == 0x7f: quoted += "\\x" + hex(UInt8(scalar.value))
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}

private func quotedBytes(_ bytes: [UInt8]) -> String {
    var quoted = "b\""
    for byte in bytes {
        switch byte {
        case 0x22: quoted += "\\\""
        case 0x5c: quoted += "\\\\"
        case 0x20..<0x7f: quoted.unicodeScalars.append(Unicode.Scalar(byte))
        default: quoted += "\\x" + hex(byte)
        }
    }
    return quoted + "\""
}

private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
}
