import Expressions

/// Splits an expression's text into tokens.
struct Lexer {
    let bytes: [UInt8]
    var place = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    static func tokens(of text: String) throws(SyntaxProblem) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        tokens.reserveCapacity(lexer.bytes.count / 3 + 2)
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    func byte(_ offset: Int = 0) -> UInt8? {
        place + offset < bytes.count ? bytes[place + offset] : nil
    }

    private mutating func next() throws(SyntaxProblem) -> Token {
        skipBlanks()
        let start = place
        guard let first = byte() else { return Token(kind: .end, range: start..<start) }
        let kind: Token.Kind
        if let literal = try textLiteral() {
            kind = literal
        } else if first.isNameStart {
            kind = word()
        } else if first.isDigit || (first == UInt8(ascii: ".") && byte(1)?.isDigit == true) {
            kind = try number()
        } else if first == UInt8(ascii: "`") {
            kind = try quotedName()
        } else if let symbol = symbol() {
            kind = .symbol(symbol)
        } else {
            let end = start + (String(decoding: bytes[start...].prefix(4), as: UTF8.self).first?.utf8.count ?? 1)
            let text = String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
            throw SyntaxProblem(
                "bad-character", "`\(text)` has no meaning here", start..<min(end, bytes.count),
                help: Self.hint(for: first))
        }
        return Token(kind: kind, range: start..<place)
    }

    private static func hint(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "="): "write `==` to compare"
        case UInt8(ascii: "&"): "write `&&` for and"
        case UInt8(ascii: "|"): "write `||` for or"
        default: nil
        }
    }

    private mutating func skipBlanks() {
        while let byte = byte() {
            if byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0c || byte == 0x0d {
                place += 1
            } else if byte == UInt8(ascii: "/"), self.byte(1) == byte {
                while let byte = self.byte(), byte != 0x0a { place += 1 }
            } else {
                return
            }
        }
    }

    private mutating func word() -> Token.Kind {
        let start = place
        while let byte = byte(), byte.isNameStart || byte.isDigit { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        return Token.words[word] ?? .name(word)
    }

    private mutating func quotedName() throws(SyntaxProblem) -> Token.Kind {
        let start = place
        place += 1
        while let byte = byte(), byte.isNameStart || byte.isDigit || ".-/ ".utf8.contains(byte) { place += 1 }
        guard byte() == UInt8(ascii: "`"), place > start + 1 else {
            throw SyntaxProblem(
                "bad-name", "a name in backticks is not closed", start..<place,
                help: "it may hold letters, digits, `_`, `.`, `-`, `/` and blanks")
        }
        let name = String(decoding: bytes[(start + 1)..<place], as: UTF8.self)
        place += 1
        return .quotedName(name)
    }

    private mutating func symbol() -> Token.Symbol? {
        guard let first = byte() else { return nil }
        if let second = byte(1), let symbol = Token.Symbol.byBytes[UInt16(first) << 8 | UInt16(second)] {
            place += 2
            return symbol
        }
        guard let symbol = Token.Symbol.byBytes[UInt16(first)] else { return nil }
        place += 1
        return symbol
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isNameStart: Bool { self == 0x5f || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self) }
    var hexDigit: UInt32? {
        switch self {
        case 0x30...0x39: UInt32(self - 0x30)
        case 0x41...0x46: UInt32(self - 0x41 + 10)
        case 0x61...0x66: UInt32(self - 0x61 + 10)
        default: nil
        }
    }
}
