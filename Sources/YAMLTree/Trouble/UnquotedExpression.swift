internal import Diagnostics

/// The one finding for all the ways in which YAML misreads a bare expression.
enum UnquotedExpression {
    static let code = "unquoted-expression"
    static let message = "this is an expression: quote it, or use a `|` block"

    static func finding(at place: Place, help: String, fix: Fix?) -> Finding {
        Finding(code, message, at: place, help: help, fix: fix)
    }
}

/// `when: name == 'a #b'`: the value ends at ` #`, without an error.
struct CutExpression {
    let file: SourceFile

    func check(_ text: String, place: Place, findings: inout Findings) {
        let bytes = file.bytes
        var offset = place.range.upperBound
        while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
        guard offset < bytes.count, offset > place.range.upperBound, bytes[offset] == UInt8(ascii: "#"),
            let quote = openQuote(text)
        else { return }
        let end = bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        guard bytes[offset..<end].contains(quote) else { return }
        let whole = String(decoding: bytes[place.range.lowerBound..<end], as: UTF8.self)
        guard !whole.contains("\n") else { return }
        let cut = Place(file: file, range: place.range.lowerBound..<end)
        let help = RepairedLine.help(at: cut, text: whole)
        let fix = Fix.replace(cut, with: RepairedLine.quoted(whole))
        if ExpressionSigns.isLikely(whole) {
            findings.report(UnquotedExpression.finding(at: cut, help: help, fix: fix))
        } else {
            findings.report(
                Finding(
                    "cut-text", "this text ends at ` #`, where a comment begins", at: cut, help: help, fix: fix))
        }
    }

    /// The quote that stands open at the end; one after a word is an apostrophe.
    private func openQuote(_ text: String) -> UInt8? {
        var quote: UInt8?
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                if byte == UInt8(ascii: "\"") || !isWordByte(last) { quote = byte }
            }
            last = byte
        }
        return quote
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}
