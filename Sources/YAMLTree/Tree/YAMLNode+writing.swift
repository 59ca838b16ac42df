/// Trees as text again. Comments and layout are not kept; what is read back is the same.
extension YAMLNode {
    /// On one line, as flow style has it: `{ max: 3, on: [face] }`.
    public var oneLine: String {
        switch content {
        case .scalar(let scalar): return scalar.written
        case .sequence(let items): return "[" + items.map(\.oneLine).joined(separator: ", ") + "]"
        case .mapping(let entries):
            if entries.isEmpty { return "{}" }
            return "{ " + entries.map { "\($0.key.oneLine): \($0.value.oneLine)" }.joined(separator: ", ") + " }"
        }
    }

    /// As a document, in block style.
    public var document: String { block(indent: "") }

    private func block(indent: String) -> String {
        switch content {
        case .mapping(let entries) where !entries.isEmpty:
            return entries.map { entry in
                let key = indent + entry.key.oneLine + ":"
                return entry.value.isBlock
                    ? key + "\n" + entry.value.block(indent: indent + "  ") : key + " " + entry.value.oneLine + "\n"
            }.joined()
        case .sequence(let items) where !items.isEmpty:
            return items.map { item in
                guard item.isBlock else { return indent + "- " + item.oneLine + "\n" }
                let inner = item.block(indent: indent + "  ")
                return indent + "- " + inner.dropFirst(indent.count + 2)
            }.joined()
        case .scalar, .sequence, .mapping: return indent + oneLine + "\n"
        }
    }

    /// Whether it wants lines of its own: maps, and lists of them.
    private var isBlock: Bool {
        switch content {
        case .mapping(let entries): !entries.isEmpty
        case .sequence(let items): items.contains { $0.entries?.isEmpty == false || $0.items?.isEmpty == false }
        case .scalar: false
        }
    }
}

extension YAMLScalar {
    /// Plain where that reads back as the same, else in double quotes.
    fileprivate var written: String {
        let text = text.string
        guard style != .plain || !Self.isSafe(text) else { return text }
        if case .string = CoreSchema.resolve(text), Self.isSafe(text) { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x80...0x9F).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                quoted += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            case "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{85}": quoted += "\\u" + String(scalar.value, radix: 16).padded
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func isSafe(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.last != 0x20, first != UInt8(ascii: "-") || text.utf8.count > 1
        else { return false }
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "~"), 0x20:
                true
            default: false
            }
        }
        return isWord && first != 0x20 && !text.utf8.starts(with: "- ".utf8)
    }
}

extension String {
    fileprivate var padded: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
