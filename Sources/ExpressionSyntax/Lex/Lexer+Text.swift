import Expressions

extension Lexer {
    /// A string or bytes, with any of the prefixes and quotes; `nil` when none begins here.
    mutating func textLiteral() throws(SyntaxProblem) -> Token.Kind? {
        let start = place
        var isRaw = false
        var isBytes = false
        var offset = 0
        loop: while offset < 2 {
            switch byte(offset).map({ $0 | 0x20 }) {
            case UInt8(ascii: "r") where !isRaw: isRaw = true
            case UInt8(ascii: "b") where !isBytes: isBytes = true
            default: break loop
            }
            offset += 1
        }
        guard let quote = byte(offset), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
        let isTriple = byte(offset + 1) == quote && byte(offset + 2) == quote
        place += offset + (isTriple ? 3 : 1)
        var content: [UInt8] = []
        while true {
            guard let byte = byte(), isTriple || (byte != 0x0a && byte != 0x0d) else {
                throw SyntaxProblem(
                    "unclosed-text", "a text is not closed", start..<place,
                    help: isTriple
                        ? "close it with three quotes" : "close it with `\(Character(Unicode.Scalar(quote)))`")
            }
            if byte == quote, !isTriple || (self.byte(1) == quote && self.byte(2) == quote) { break }
            if byte == UInt8(ascii: "\\") {
                if isRaw {
                    // A quote after a backslash does not close raw text; both stay.
                    content.append(byte)
                    place += 1
                    guard let next = self.byte(), isTriple || (next != 0x0a && next != 0x0d) else { continue }
                    content.append(next)
                    place += 1
                } else {
                    try escape(into: &content, isBytes: isBytes)
                }
            } else {
                content.append(byte)
                place += 1
            }
        }
        place += isTriple ? 3 : 1
        return isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    }

    private static let simple: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 0xc, UInt8(ascii: "n"): 0xa,
        UInt8(ascii: "r"): 0xd, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 0xb, UInt8(ascii: "\\"): 0x5c,
        UInt8(ascii: "?"): 0x3f, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27, UInt8(ascii: "`"): 0x60,
    ]

    private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(SyntaxProblem) {
        let start = place
        let letter = byte(1) ?? 0
        place += 2
        if let simple = Self.simple[letter] { return content.append(simple) }
        let number: UInt32?
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "X"): number = digits(2, radix: 16)
        case UInt8(ascii: "u") where !isBytes: number = digits(4, radix: 16)
        case UInt8(ascii: "U") where !isBytes: number = digits(8, radix: 16)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            place -= 1
            number = digits(3, radix: 8)
        default: number = nil
        }
        if let number {
            if isBytes { return content.append(UInt8(truncatingIfNeeded: number)) }
            if let scalar = Unicode.Scalar(number) {
                content += Array(String(Character(scalar)).utf8)
                return
            }
        }
        let end = min(place, bytes.count)
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        throw SyntaxProblem(
            "bad-escape", "`\(text)` is no escape of \(isBytes ? "bytes" : "text")", start..<end,
            help: "write `\\\\` for a backslash, or put `r` before the quote")
    }

    private mutating func digits(_ count: Int, radix: UInt32) -> UInt32? {
        var number: UInt32 = 0
        for _ in 0..<count {
            guard let digit = byte()?.hexDigit, digit < radix else { return nil }
            number = number &* radix &+ digit
            place += 1
        }
        return number
    }
}
