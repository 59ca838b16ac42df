extension YAMLScalar {
    /// The meaning in the core schema of YAML 1.2 (section 10.3.2): `NO` and `on` are text, `0o17` is 15.
    ///
    /// A whole number that does not fit 64 bits becomes a double.
    public var resolved: Resolved {
        style == .plain ? CoreSchema.resolve(text.string) : .string(text.string)
    }
}

/// The rules for plain scalars.
enum CoreSchema {
    private static let words: [String: YAMLScalar.Resolved] = [
        "~": .null, "null": .null, "Null": .null, "NULL": .null,
        "true": .bool(true), "True": .bool(true), "TRUE": .bool(true),
        "false": .bool(false), "False": .bool(false), "FALSE": .bool(false),
        ".inf": .double(.infinity), ".Inf": .double(.infinity), ".INF": .double(.infinity),
        "+.inf": .double(.infinity), "+.Inf": .double(.infinity), "+.INF": .double(.infinity),
        "-.inf": .double(-.infinity), "-.Inf": .double(-.infinity), "-.INF": .double(-.infinity),
        ".nan": .double(.nan), ".NaN": .double(.nan), ".NAN": .double(.nan),
    ]

    static func resolve(_ text: String) -> YAMLScalar.Resolved {
        guard let first = text.utf8.first else { return .null }
        // Nearly all is text, and needs no table to be known as such.
        if text.utf8.count <= 5, "~nNtTfF+-.".utf8.contains(first), let word = words[text] { return word }
        guard text.utf8.count <= 1024 else { return .string(text) }
        guard isDigit(first) || "+-.".utf8.contains(first) else {
            return .string(text)
        }
        return radix(text, "0x", 16) ?? radix(text, "0o", 8) ?? decimal(text) ?? .string(text)
    }

    private static func radix(_ text: String, _ prefix: String, _ base: Int) -> YAMLScalar.Resolved? {
        guard text.hasPrefix(prefix) else { return nil }
        let digits = text.utf8.dropFirst(2)
        guard !digits.isEmpty, digits.allSatisfy({ value(of: $0) < base }) else { return nil }
        if let whole = Int64(Substring(digits), radix: base) { return .int(whole) }
        return .double(digits.reduce(0) { $0 * Double(base) + Double(value(of: $1)) })
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`; a whole number when only digits are there.
    private static func decimal(_ text: String) -> YAMLScalar.Resolved? {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = skipDigits(&rest)
        if whole > 0, rest.isEmpty { return Int64(text).map { .int($0) } ?? Double(text).map { .double($0) } }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard skipDigits(&rest) + whole > 0 else { return nil }
        } else if whole == 0 {
            return nil
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            guard skipDigits(&rest) > 0 else { return nil }
        }
        guard rest.isEmpty else { return nil }
        return Double(text).map { .double($0) }
    }

    private static func skipDigits(_ rest: inout Substring.UTF8View) -> Int {
        let count = rest.prefix(while: isDigit).count
        rest = rest.dropFirst(count)
        return count
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func value(of byte: UInt8) -> Int {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x41...0x46: Int(byte) - 0x41 + 10
        case 0x61...0x66: Int(byte) - 0x61 + 10
        default: .max
        }
    }
}
