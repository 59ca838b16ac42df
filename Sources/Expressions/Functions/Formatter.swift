/// `"…%s…".format([…])`
struct Formatter {
    private let format: [Unicode.Scalar]
    private let arguments: [Value]
    private(set) var budget: Budget
    private var place = 0
    private var next = 0

    /// More decimals than any double has that are not zero.
    private static let maximumPrecision = 1100

    init(_ format: String, _ arguments: [Value], _ budget: Budget) {
        self.format = Array(format.unicodeScalars)
        self.arguments = arguments
        self.budget = budget
    }

    mutating func run() throws(Stop) -> String {
        var text = ""
        while place < format.count {
            let scalar = format[place]
            place += 1
            guard scalar == "%" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            let piece = try clause()
            try budget.spend(reading: piece)
            text += piece
        }
        return text
    }

    private func bad(_ message: String) -> Stop { .failure("bad-format", message) }

    private mutating func clause() throws(Stop) -> String {
        if place < format.count, format[place] == "%" {
            place += 1
            return "%"
        }
        let precision = try precision()
        guard place < format.count else { throw bad("the format ends after a `%`") }
        let verb = format[place]
        place += 1
        guard "sdfebxXo".unicodeScalars.contains(verb) else { throw bad("`%\(verb)` is no clause of a format") }
        guard next < arguments.count else { throw bad("there is no value for clause \(next + 1)") }
        let value = arguments[next]
        next += 1
        switch verb {
        case "s": return try written(value)
        case "d": return try decimal(value)
        case "f": return try double(value, "f") { DecimalExpansion($0).fixed(precision ?? 6) }
        case "e": return try double(value, "e") { DecimalExpansion($0).scientific(precision ?? 6) }
        case "b": return try whole(value, "b", radix: 2)
        case "o": return try whole(value, "o", radix: 8)
        default: return try hexadecimal(value, uppercase: verb == "X")
        }
    }

    private mutating func precision() throws(Stop) -> Int? {
        guard place < format.count, format[place] == "." else { return nil }
        place += 1
        var digits = ""
        while place < format.count, ("0"..."9").contains(format[place]) {
            digits.unicodeScalars.append(format[place])
            place += 1
        }
        guard let precision = Int(digits), precision <= Self.maximumPrecision else {
            throw bad("a precision is a number up to \(Self.maximumPrecision)")
        }
        return precision
    }

    private func cannot(_ value: Value, _ verb: String) -> Stop {
        bad("`%\(verb)` cannot write a \(value.typeName)")
    }

    // MARK: Clauses

    /// `%s`
    private mutating func written(_ value: Value) throws(Stop) -> String {
        try budget.spend()
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number): return number.isFinite ? plainText(number) : doubleText(number)
        case .string(let text): return text
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .timestamp(let time): return time.description
        case .duration(let duration): return duration.description
        case .type(let name): return name
        case .list(let list):
            var parts: [String] = []
            for element in list { parts.append(try written(element)) }
            try budget.spend(parts.reduce(0) { $0 + $1.utf8.count } >> 3)
            return "[" + parts.joined(separator: ", ") + "]"
        case .map(let map):
            var parts: [String] = []
            for (key, value) in map { parts.append("\(try written(key.value)): \(try written(value))") }
            try budget.spend(parts.reduce(0) { $0 + $1.utf8.count } >> 3)
            return "{" + parts.sorted { $0.precedes($1) }.joined(separator: ", ") + "}"
        case .optional, .opaque, .object: throw cannot(value, "s")
        }
    }

    private func decimal(_ value: Value) throws(Stop) -> String {
        switch value {
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number) where !number.isFinite: return doubleText(number)
        default: throw cannot(value, "d")
        }
    }

    private func double(_ value: Value, _ verb: String, _ write: (Double) -> String) throws(Stop) -> String {
        guard case .double(let number) = value else { throw cannot(value, verb) }
        return number.isFinite ? write(number) : doubleText(number)
    }

    private func whole(_ value: Value, _ verb: String, radix: Int) throws(Stop) -> String {
        switch value {
        case .int(let number): return String(number, radix: radix)
        case .uint(let number): return String(number, radix: radix)
        case .bool(let flag) where radix == 2: return flag ? "1" : "0"
        default: throw cannot(value, verb)
        }
    }

    private func hexadecimal(_ value: Value, uppercase: Bool) throws(Stop) -> String {
        switch value {
        case .int(let number): return String(number, radix: 16, uppercase: uppercase)
        case .uint(let number): return String(number, radix: 16, uppercase: uppercase)
        case .string(let text): return text.utf8.map { Self.pair($0, uppercase) }.joined()
        case .bytes(let bytes): return bytes.map { Self.pair($0, uppercase) }.joined()
        default: throw cannot(value, uppercase ? "X" : "x")
        }
    }

    private static func pair(_ byte: UInt8, _ uppercase: Bool) -> String {
        let digits = String(byte, radix: 16, uppercase: uppercase)
        return digits.count == 1 ? "0" + digits : digits
    }
}
