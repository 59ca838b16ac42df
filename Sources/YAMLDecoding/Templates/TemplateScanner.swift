/// Finds the `${…}` in a text.
///
/// Braces and quotes of the expression count: a `}` in a map or a string of it does not end it. `$${` is a literal `${`.
struct TemplateScanner {
    enum Part: Equatable {
        case text(String)
        /// The UTF-8 bytes of the expression, without `${` and `}`.
        case expression(Range<Int>)
        /// A `${` without an end; the bytes from it on.
        case unclosed(Range<Int>)
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var literal: [UInt8] = []
    private var parts: [Part] = []

    static func parts(of text: String) -> [Part] {
        var scanner = TemplateScanner(bytes: Array(text.utf8))
        scanner.scan()
        return scanner.parts
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func scan() {
        while offset < bytes.count {
            if starts(with: "$${") {
                literal += [UInt8(ascii: "$"), UInt8(ascii: "{")]
                offset += 3
            } else if starts(with: "${") {
                endText()
                let start = offset
                offset += 2
                if let end = endOfExpression() {
                    parts.append(.expression(start + 2..<end))
                } else {
                    parts.append(.unclosed(start..<bytes.count))
                }
            } else {
                literal.append(bytes[offset])
                offset += 1
            }
        }
        endText()
    }

    private mutating func endText() {
        guard !literal.isEmpty else { return }
        parts.append(.text(String(decoding: literal, as: UTF8.self)))
        literal = []
    }

    /// Moves past the closing brace and gives its offset; `nil` when the text ends before it.
    private mutating func endOfExpression() -> Int? {
        let start = offset
        var depth = 1
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 {
                    offset += 1
                    return offset - 1
                }
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                skipString(isRaw: isRawString(from: start))
                continue
            case UInt8(ascii: "/") where starts(with: "//"):
                while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
                continue
            default: break
            }
            offset += 1
        }
        return nil
    }

    /// Whether the quote at `offset` has a prefix with `r`: `r'…'`, `bR"…"`.
    private func isRawString(from start: Int) -> Bool {
        var first = offset
        while first > start, isNameByte(bytes[first - 1]) { first -= 1 }
        let prefix = bytes[first..<offset].map { $0 | 0x20 }
        return prefix == Array("r".utf8) || prefix == Array("br".utf8) || prefix == Array("rb".utf8)
    }

    private mutating func skipString(isRaw: Bool) {
        let quote = bytes[offset]
        let isTriple = bytes[offset...].starts(with: [quote, quote, quote])
        offset += isTriple ? 3 : 1
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "\\"), !isRaw {
                offset += 2
            } else if bytes[offset] == quote, !isTriple || bytes[offset...].starts(with: [quote, quote, quote]) {
                offset += isTriple ? 3 : 1
                return
            } else if bytes[offset] == 0x0A, !isTriple {
                return  // A string ends with its line; the expression's own parser says so.
            } else {
                offset += 1
            }
        }
        offset = min(offset, bytes.count)
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
    }
}
