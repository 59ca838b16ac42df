import Expressions

/// A recursive descent over the bytes of one JSON text.
struct JSONParser {
    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONProblem) -> Value {
        skipBlanks()
        guard offset < bytes.count else { throw JSONProblem(.empty, at: offset) }
        let value = try value()
        skipBlanks()
        guard offset == bytes.count else { throw JSONProblem(.trailing, at: offset) }
        return value
    }

    private mutating func value() throws(JSONProblem) -> Value {
        switch try peek() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw JSONProblem(.unexpected, at: offset)
        }
    }

    // MARK: Containers

    private mutating func object() throws(JSONProblem) -> Value {
        try enter()
        var members: [MapKey: Value] = [:]
        while try more(until: UInt8(ascii: "}"), isFirst: members.isEmpty) {
            let start = offset
            guard try peek() == UInt8(ascii: "\"") else { throw JSONProblem(.unexpected, at: offset) }
            let key = MapKey.string(try string())
            guard members[key] == nil else { throw JSONProblem(.duplicateKey, at: start) }
            skipBlanks()
            try expect(UInt8(ascii: ":"))
            skipBlanks()
            members[key] = try value()
        }
        return .map(members)
    }

    private mutating func array() throws(JSONProblem) -> Value {
        try enter()
        var items: [Value] = []
        while try more(until: UInt8(ascii: "]"), isFirst: items.isEmpty) { items.append(try value()) }
        return .list(items)
    }

    private mutating func enter() throws(JSONProblem) {
        depth += 1
        guard depth <= JSONText.maximumDepth else { throw JSONProblem(.tooDeep, at: offset) }
        offset += 1
    }

    /// Steps over the comma before the next item, or over the end.
    private mutating func more(until end: UInt8, isFirst: Bool) throws(JSONProblem) -> Bool {
        skipBlanks()
        if try peek() == end {
            offset += 1
            depth -= 1
            return false
        }
        if !isFirst {
            try expect(UInt8(ascii: ","))
            skipBlanks()
        }
        return true
    }

    // MARK: Scalars

    private mutating func word(_ word: StaticString, _ value: Value) throws(JSONProblem) -> Value {
        for byte in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[byte]) }
        return value
    }

    private mutating func number() throws(JSONProblem) -> Value {
        let start = offset
        var isWhole = true
        if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "0") { offset += 1 } else { try digits() }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            try digits()
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            offset += 1
            if offset < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[offset]) { offset += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .int(whole) }
        guard let number = Double(text), number.isFinite else { throw JSONProblem(.badNumber, at: start) }
        return .double(number)
    }

    private mutating func digits() throws(JSONProblem) {
        let start = offset
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) { offset += 1 }
        guard offset > start else { throw JSONProblem(offset < bytes.count ? .badNumber : .ended, at: offset) }
    }

    private mutating func string() throws(JSONProblem) -> String {
        let start = offset
        offset += 1
        var text: [UInt8] = []
        while true {
            // Photos come as megabytes of text without an escape.
            var end = offset
            while end < bytes.count, bytes[end] >= 0x20, bytes[end] != 0x22, bytes[end] != 0x5C { end += 1 }
            text += bytes[offset..<end]
            offset = end
            let byte = try peek()
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw JSONProblem(.notUTF8, at: start)
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            default: throw JSONProblem(.controlCharacter, at: offset - 1)
            }
        }
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
        let start = offset - 1
        let byte = try peek()
        offset += 1
        if let plain = Self.escapes[byte] { return text.append(plain) }
        guard byte == UInt8(ascii: "u") else { throw JSONProblem(.badEscape, at: start) }
        var code = try hexadecimal()
        if (0xD800..<0xDC00).contains(code) {
            // The other half of a pair must follow; a lone half is no character.
            guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
            else { throw JSONProblem(.badEscape, at: start) }
            offset += 2
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw JSONProblem(.badEscape, at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONProblem(.badEscape, at: start) }
        text += Array(String(Character(scalar)).utf8)
    }

    private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            let byte = try peek()
            guard byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw JSONProblem(.badEscape, at: offset)
            }
            code = code << 4 | UInt32(digit)
            offset += 1
        }
        return code
    }

    // MARK: Bytes

    private func peek() throws(JSONProblem) -> UInt8 {
        guard offset < bytes.count else { throw JSONProblem(.ended, at: offset) }
        return bytes[offset]
    }

    private mutating func expect(_ byte: UInt8) throws(JSONProblem) {
        guard try peek() == byte else { throw JSONProblem(.unexpected, at: offset) }
        offset += 1
    }

    private mutating func skipBlanks() {
        while offset < bytes.count, bytes[offset] <= 0x20 {
            guard [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) else { return }
            offset += 1
        }
    }
}
