import Expressions

extension Lexer {
    /// A whole number, with `u` for unsigned ones, or a double.
    mutating func number() throws(SyntaxProblem) -> Token.Kind {
        let start = place
        if byte() == UInt8(ascii: "0"), byte(1).map({ $0 | 0x20 }) == UInt8(ascii: "x"), byte(2)?.hexDigit != nil {
            place += 2
            while byte()?.hexDigit != nil { place += 1 }
            return try whole(String(decoding: bytes[(start + 2)..<place], as: UTF8.self), radix: 16, from: start)
        }
        skipDigits()
        var isDouble = false
        if byte() == UInt8(ascii: "."), byte(1)?.isDigit == true {
            isDouble = true
            place += 1
            skipDigits()
        }
        if byte().map({ $0 | 0x20 }) == UInt8(ascii: "e") {
            let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
            if byte(signed ? 2 : 1)?.isDigit == true {
                isDouble = true
                place += signed ? 2 : 1
                skipDigits()
            }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard isDouble else { return try whole(text, radix: 10, from: start) }
        let padded = text.hasPrefix(".") ? "0" + text : text
        guard let number = Double(padded) else {
            throw SyntaxProblem("bad-number", "`\(text)` is no number", start..<place)
        }
        return .double(number)
    }

    private mutating func skipDigits() {
        while byte()?.isDigit == true { place += 1 }
    }

    private mutating func whole(_ digits: String, radix: Int, from start: Int) throws(SyntaxProblem) -> Token.Kind {
        let number = UInt64(digits, radix: radix)
        let unsigned = byte().map { $0 | 0x20 } == UInt8(ascii: "u")
        if unsigned { place += 1 }
        guard let number else {
            throw SyntaxProblem(
                "number-too-large",
                "`\(String(decoding: bytes[start..<place], as: UTF8.self))` does not fit into 64 bits",
                start..<place)
        }
        return unsigned ? .uint(number) : .int(number)
    }
}
