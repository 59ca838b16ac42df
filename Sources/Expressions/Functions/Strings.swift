/// The strings library. Places in text are counted in code points.
enum Strings {
    static let unaries: [(String, Unary)] = [
        (
            "lowerAscii",
            { value, budget throws(Stop) in
                .string(
                    mapAscii(try text("lowerAscii", value, &budget)) { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 })
            }
        ),
        (
            "upperAscii",
            { value, budget throws(Stop) in
                .string(
                    mapAscii(try text("upperAscii", value, &budget)) { (0x61...0x7a).contains($0) ? $0 - 0x20 : $0 })
            }
        ),
        (
            "trim",
            { value, budget throws(Stop) in
                var rest = Substring(try text("trim", value, &budget)).unicodeScalars
                while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
                while rest.last?.properties.isWhitespace == true { rest.removeLast() }
                return .string(String(Substring(rest)))
            }
        ),
        (
            "reverse",
            { value, budget throws(Stop) in
                .string(string(try text("reverse", value, &budget).unicodeScalars.reversed()))
            }
        ),
        (
            "strings.quote",
            { value, budget throws(Stop) in
                .string(quote(try text("strings.quote", value, &budget)))
            }
        ),
        ("join", { value, budget throws(Stop) in try join(value, "", &budget) }),
    ]

    static let binaries: [(String, Binary)] = [
        ("charAt", charAt),
        ("indexOf", { value, part, budget throws(Stop) in try indexOf([value, part, .int(0)], &budget) }),
        ("lastIndexOf", { value, part, budget throws(Stop) in try lastIndexOf([value, part], &budget) }),
        (
            "join",
            { value, separator, budget throws(Stop) in
                guard case .string(let separator) = separator else { throw noOverload("join", [value, separator]) }
                return try join(value, separator, &budget)
            }
        ),
        ("split", { value, separator, budget throws(Stop) in try split([value, separator, .int(-1)], &budget) }),
        ("substring", { value, start, budget throws(Stop) in try substring([value, start], &budget) }),
        (
            "format",
            { value, arguments, budget throws(Stop) in
                guard case .string(let format) = value, case .list(let list) = arguments else {
                    throw noOverload("format", [value, arguments])
                }
                try budget.spend(reading: format)
                var formatter = Formatter(format, list, budget)
                let text = try formatter.run()
                budget = formatter.budget
                return .string(text)
            }
        ),
    ]

    static let others: [(String, Int, Many)] = [
        ("indexOf", 3, indexOf), ("lastIndexOf", 3, lastIndexOf), ("split", 3, split), ("substring", 3, substring),
        ("replace", 3, { values, budget throws(Stop) in try replace(values + [.int(-1)], &budget) }),
        ("replace", 4, replace),
    ]

    private static func text(_ name: String, _ value: Value, _ budget: inout Budget) throws(Stop) -> String {
        guard case .string(let text) = value else { throw noOverload(name, [value]) }
        try budget.spend(reading: text)
        return text
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func mapAscii(_ text: String, _ change: (UInt8) -> UInt8) -> String {
        String(decoding: text.utf8.map(change), as: UTF8.self)
    }

    private static func outOfRange(_ place: Int64) -> Stop {
        .failure("index-out-of-range", "the place \(place) is outside of the text")
    }

    @Sendable
    private static func charAt(_ value: Value, _ place: Value, _ budget: inout Budget) throws(Stop) -> Value {
        guard case .string(let text) = value, case .int(let place) = place else {
            throw noOverload("charAt", [value, place])
        }
        try budget.spend(reading: text)
        let scalars = Array(text.unicodeScalars)
        guard (0...Int64(scalars.count)).contains(place) else { throw outOfRange(place) }
        return .string(Int(place) == scalars.count ? "" : String(Character(scalars[Int(place)])))
    }

    /// `text.indexOf(part, start)`; a start beyond the end finds nothing.
    @Sendable
    private static func indexOf(_ values: [Value], _ budget: inout Budget) throws(Stop) -> Value {
        guard case .string(let text) = values[0], case .string(let part) = values[1], case .int(let start) = values[2]
        else { throw noOverload("indexOf", values) }
        try budget.spend(reading: text)
        guard !part.isEmpty else { return .int(start) }
        guard start >= 0 else { throw outOfRange(start) }
        let scalars = Array(text.unicodeScalars)
        guard start < scalars.count else { return .int(-1) }
        return .int(Int64(Texts.find(Array(part.unicodeScalars), in: scalars, from: Int(start)) ?? -1))
    }

    /// `text.lastIndexOf(part, start)`: the last place at or before `start`.
    @Sendable
    private static func lastIndexOf(_ values: [Value], _ budget: inout Budget) throws(Stop) -> Value {
        guard case .string(let text) = values[0], case .string(let part) = values[1] else {
            throw noOverload("lastIndexOf", values)
        }
        try budget.spend(reading: text)
        let scalars = Array(text.unicodeScalars)
        var start = Int64(part.isEmpty ? scalars.count : scalars.count - 1)
        if values.count == 3 {
            guard case .int(let given) = values[2] else { throw noOverload("lastIndexOf", values) }
            start = given
            guard start >= 0 else { throw outOfRange(start) }
        } else if scalars.isEmpty {
            return .int(part.isEmpty ? 0 : -1)
        }
        guard !part.isEmpty else { return .int(start) }
        guard start < scalars.count else { return .int(-1) }
        // Looked for from the end, both turned round.
        let wanted = Array(part.unicodeScalars.reversed())
        let end = min(scalars.count, Int(start) + wanted.count)
        let turned = Array(scalars[..<end].reversed())
        guard let found = Texts.find(wanted, in: turned, from: 0) else { return .int(-1) }
        return .int(Int64(end - found - wanted.count))
    }

    private static func join(_ value: Value, _ separator: String, _ budget: inout Budget) throws(Stop) -> Value {
        guard case .list(let list) = value else { throw noOverload("join", [value]) }
        var joined = ""
        for (place, element) in list.enumerated() {
            guard case .string(let text) = element else { throw noOverload("join", [value]) }
            try budget.spend(1 + (text.utf8.count + separator.utf8.count) >> 3)
            if place > 0 { joined += separator }
            joined += text
        }
        return .string(joined)
    }

    /// `text.split(separator, limit)`; an empty separator parts the text into its characters.
    @Sendable
    private static func split(_ values: [Value], _ budget: inout Budget) throws(Stop) -> Value {
        guard case .string(let text) = values[0], case .string(let separator) = values[1],
            case .int(let limit) = values[2]
        else { throw noOverload("split", values) }
        try budget.spend(1 + text.utf8.count)
        if limit == 0 { return .list([]) }
        let scalars = Array(text.unicodeScalars)
        let wanted = Array(separator.unicodeScalars)
        var parts: [Value] = []
        var start = 0
        while limit < 0 || parts.count < limit - 1 {
            if wanted.isEmpty {
                guard start < scalars.count - 1 else { break }
                parts.append(.string(String(Character(scalars[start]))))
                start += 1
            } else {
                guard let found = Texts.find(wanted, in: scalars, from: start) else { break }
                parts.append(.string(string(scalars[start..<found])))
                start = found + wanted.count
            }
        }
        if !wanted.isEmpty || start < scalars.count { parts.append(.string(string(scalars[start...]))) }
        return .list(parts)
    }

    @Sendable
    private static func substring(_ values: [Value], _ budget: inout Budget) throws(Stop) -> Value {
        guard case .string(let text) = values[0], case .int(let start) = values[1] else {
            throw noOverload("substring", values)
        }
        try budget.spend(reading: text)
        let scalars = Array(text.unicodeScalars)
        var end = Int64(scalars.count)
        if values.count == 3 {
            guard case .int(let given) = values[2] else { throw noOverload("substring", values) }
            guard (0...end).contains(given) else { throw outOfRange(given) }
            guard start <= given else {
                throw .failure("index-out-of-range", "a part of a text cannot end before it begins")
            }
            end = given
        }
        guard (0...end).contains(start) else { throw outOfRange(start) }
        return .string(string(scalars[Int(start)..<Int(end)]))
    }

    /// `text.replace(old, new, limit)`; an empty `old` is found before every character and at the end.
    @Sendable
    private static func replace(_ values: [Value], _ budget: inout Budget) throws(Stop) -> Value {
        guard case .string(let text) = values[0], case .string(let old) = values[1], case .string(let new) = values[2],
            case .int(let limit) = values[3]
        else { throw noOverload("replace", values) }
        try budget.spend(1 + text.utf8.count)
        let bytes = Array(text.utf8)
        let wanted = Array(old.utf8)
        let replacement = Array(new.utf8)
        var result: [UInt8] = []
        var start = 0
        var count: Int64 = 0
        while limit < 0 || count < limit {
            if wanted.isEmpty {
                result += replacement
                count += 1
                guard start < bytes.count else { break }
                repeat {
                    result.append(bytes[start])
                    start += 1
                } while start < bytes.count && UTF8.isContinuation(bytes[start])
            } else {
                guard let found = Texts.find(wanted, in: bytes, from: start) else { break }
                result += bytes[start..<found] + replacement
                start = found + wanted.count
                count += 1
            }
            try budget.spend(1 + replacement.count >> 3)
        }
        result += bytes[start...]
        return .string(String(decoding: result, as: UTF8.self))
    }

    private static let escapes: [Unicode.Scalar: String] = [
        "\u{7}": "\\a", "\u{8}": "\\b", "\u{c}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{b}": "\\v",
        "\\": "\\\\", "\"": "\\\"",
    ]

    private static func quote(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if let escape = escapes[scalar] { quoted += escape } else { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "\""
    }
}
