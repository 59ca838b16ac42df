/// What rules ask of people: how old they are, how long a paper is valid, whether two spellings are one name.
enum People {
    static let unaries: [(String, Unary)] = [
        (
            "fold",
            { value, budget throws(Stop) in
                guard case .string(let text) = value else { throw noOverload("fold", [value]) }
                try budget.spend(reading: text)
                return .string(folded(text))
            }
        )
    ]

    static let binaries: [(String, Binary)] = [
        (
            "age",
            { value, now, budget throws(Stop) in
                let (born, today) = try days("age", value, now, &budget)
                let isBefore = (today.month, today.day) < (born.month, born.day)
                return .int(Int64(today.year - born.year - (isBefore ? 1 : 0)))
            }
        ),
        (
            "days_until",
            { value, now, budget throws(Stop) in
                let (day, today) = try days("days_until", value, now, &budget)
                return .int(day.daysSince1970 - today.daysSince1970)
            }
        ),
    ]

    /// A date, and the day of `now` in UTC.
    private static func days(
        _ name: String, _ value: Value, _ now: Value, _ budget: inout Budget
    ) throws(Stop) -> (CivilDate, CivilDate) {
        guard case .string(let text) = value, case .timestamp(let now) = now else {
            throw noOverload(name, [value, now])
        }
        try budget.spend(reading: text)
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part -> Int? in
            part.allSatisfy { (0x30...0x39).contains($0) } ? Int(Substring(part)) : nil
        }
        guard parts.map(\.count) == [4, 2, 2], numbers.count == 3 else {
            throw .failure("bad-date", "`\(name)` takes a date, `yyyy-MM-dd`")
        }
        let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
        // A day that the month does not have would come out as another one.
        guard CivilDate(daysSince1970: date.daysSince1970) == date else {
            throw .failure("bad-date", "`\(name)` takes a day that the calendar has")
        }
        return (date, CivilTime(secondsSince1970: now.seconds).date)
    }

    /// Lower case, without marks, ligatures written out, blanks squeezed: `Müller-Łuk ` is `muller-luk`.
    ///
    /// Latin letters are told by their names in Unicode: LATIN SMALL LETTER L WITH STROKE is an l.
    private static func folded(_ text: String) -> String {
        var result = ""
        var isBlank = false
        for scalar in text.unicodeScalars.flatMap({ $0.properties.lowercaseMapping.unicodeScalars }) {
            let properties = scalar.properties
            if properties.isWhitespace {
                isBlank = !result.isEmpty
                continue
            }
            if properties.generalCategory == .nonspacingMark { continue }
            if isBlank { result += " " }
            isBlank = false
            result += scalar.isASCII ? String(scalar) : plain(scalar, properties.name)
        }
        return result
    }

    private static let letters = "LATIN SMALL LETTER "
    private static let written = ["SHARP S": "ss", "ETH": "d", "THORN": "th", "DOTLESS I": "i", "ENG": "n", "SCHWA": "e"]

    private static func plain(_ scalar: Unicode.Scalar, _ name: String?) -> String {
        guard let name, name.hasPrefix(letters) || name.hasPrefix("LATIN SMALL LIGATURE ") else { return String(scalar) }
        guard name.hasPrefix(letters) else { return name.split(separator: " ").last.map { $0.lowercased() } ?? "" }
        let rest = name.dropFirst(letters.count)
        if let word = written[String(rest)] { return word }
        let base = rest.split(separator: " ").first ?? ""
        return base.count <= 2 && (base.count == rest.count || rest.dropFirst(base.count).hasPrefix(" WITH "))
            ? base.lowercased() : String(scalar)
    }
}
