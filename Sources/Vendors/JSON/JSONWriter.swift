import Expressions

/// Writes one value as canonical JSON.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: Value) {
        switch value {
        case .null: write(raw: "null")
        case .bool(let flag): write(raw: flag ? "true" : "false")
        case .int(let number): write(raw: String(number))
        case .uint(let number): write(raw: String(number))
        case .double(let number): write(raw: Self.text(of: number))
        case .string(let text), .type(let text): write(string: text)
        case .bytes(let bytes): write(list: bytes.map { .uint(UInt64($0)) })
        case .list(let items): write(list: items)
        case .map(let members): write(map: members)
        case .timestamp(let moment): write(string: moment.description)
        case .duration(let length): write(string: length.description)
        case .optional(let wrapped): write(wrapped ?? .null)
        case .opaque(let handle): write(string: "‹\(handle.kind) \(handle.id)›")
        case .object(let object): write(map: Self.members(of: object))
        }
    }

    private mutating func write(raw text: String) { bytes += Array(text.utf8) }

    private static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if let whole = Int64(exactly: number), abs(number) < 1e15 { return String(whole) }
        return String(number)
    }

    private mutating func write(list items: [Value]) {
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.filter({ $0 != .optional(nil) }).enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(item)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(map members: [MapKey: Value]) {
        bytes.append(UInt8(ascii: "{"))
        let named = members.filter { $0.value != .optional(nil) }
            .map { (key: Array($0.key.memberName.utf8), value: $0.value) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for (index, member) in named.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(string: member.key)
            bytes.append(UInt8(ascii: ":"))
            write(member.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func members(of object: LazyObject) -> [MapKey: Value] {
        var members: [MapKey: Value] = [:]
        for name in object.members.memberNames {
            if case .value(let value) = object.member(name) { members[.string(name)] = value }
        }
        return members
    }

    private mutating func write(string text: String) {
        var text = text
        text.withUTF8 { write(string: $0) }
    }

    private mutating func write(string text: some Collection<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Nearly every text, and every photo.
        if text.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) { return bytes.append(contentsOf: text) }
        for byte in text {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0x08: write(raw: "\\b")
            case 0x09: write(raw: "\\t")
            case 0x0A: write(raw: "\\n")
            case 0x0C: write(raw: "\\f")
            case 0x0D: write(raw: "\\r")
            case 0..<0x20: write(raw: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
    }
}

extension MapKey {
    /// The key as the name of a JSON member.
    var memberName: String {
        switch self {
        case .string(let text): text
        case .bool(let flag): String(flag)
        case .int(let number): String(number)
        case .uint(let number): String(number)
        }
    }
}
