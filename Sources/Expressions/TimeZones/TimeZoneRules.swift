/// The rules of one time zone: the changes of its offset that are listed, and the rule for the time after them.
struct TimeZoneRules {
    /// Seconds east of UTC before the first change.
    private var first = 0
    private var changes: [(moment: Int64, offset: Int)] = []
    private var rule: PosixRule?

    /// Reads a line of ``TimeZoneData`` without its names.
    init?(_ line: Substring) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let offsets = parts[0].split(separator: " ").compactMap { Int($0) }
        first = offsets.first ?? 0
        var digits = parts[1].utf8.makeIterator()
        func number(_ width: Int) -> Int64 {
            (0..<width).reduce(Int64(0)) { number, _ in number * 64 + Self.digit(digits.next() ?? 0) }
        }
        var moment: Int64 = -(1 << 36)
        while let letter = digits.next() {
            let place = Int(Self.digit(letter))
            guard offsets.indices.contains(place) else { return nil }
            let lead = digits.next() ?? 0
            moment += lead == UInt8(ascii: "~") ? number(7) : (Self.digit(lead) * 4096 + number(2)) * 900
            changes.append((moment, offsets[place]))
        }
        rule = PosixRule(parts[2])
    }

    private static func digit(_ byte: UInt8) -> Int64 {
        switch byte {
        case 0x41...0x5a: Int64(byte - 0x41)
        case 0x61...0x7a: Int64(byte - 0x61 + 26)
        case 0x30...0x39: Int64(byte - 0x30 + 52)
        default: byte == UInt8(ascii: "-") ? 62 : 63
        }
    }

    /// Seconds east of UTC at a moment.
    func offset(at seconds: Int64) -> Int {
        guard let last = changes.last else { return rule?.offset(at: seconds) ?? first }
        if seconds >= last.moment { return rule?.offset(at: seconds) ?? last.offset }
        return changes.last { $0.moment <= seconds }?.offset ?? first
    }
}

/// The yearly rule of the POSIX variable `TZ`: `EST5EDT,M3.2.0,M11.1.0`.
struct PosixRule {
    private let standard: Int
    private var summer: (offset: Int, start: Change, end: Change)?

    /// A day of the year and the local time of a change, which may lie outside of that day.
    private struct Change {
        enum Day {
            /// The `week`th such weekday of a month; the fifth is the last.
            case weekday(month: Int, week: Int, weekday: Int)
            /// Counted from 0, leap days included.
            case ofYear(Int)
            /// Counted from 1, the leap day never counted.
            case julian(Int)
        }

        var day: Day
        var seconds: Int

        /// The change in a year, in local seconds since 1970.
        func moment(in year: Int) -> Int64 {
            let newYear = CivilDate(year: year, month: 1, day: 1).daysSince1970
            let days: Int64
            switch day {
            case .ofYear(let day): days = newYear + Int64(day)
            case .julian(let day): days = newYear + Int64(day - 1 + (CivilDate.isLeap(year) && day > 59 ? 1 : 0))
            case .weekday(let month, let week, let weekday):
                let start = CivilDate(year: year, month: month, day: 1).daysSince1970
                let first = Int(((start + 4) % 7 + 7) % 7)
                var day = (weekday - first + 7) % 7 + (week - 1) * 7
                while day >= CivilDate.days(inMonth: month, of: year) { day -= 7 }
                days = start + Int64(day)
            }
            return days * 86_400 + Int64(seconds)
        }
    }

    init?(_ text: Substring) {
        var reader = Reader(rest: text)
        guard reader.name(), let standard = reader.time() else { return nil }
        self.standard = -standard
        guard !reader.rest.isEmpty else { return }
        guard reader.name() else { return nil }
        var offset = self.standard + 3600
        if reader.rest.first != ",", let given = reader.time() { offset = -given }
        guard let start = reader.change(), let end = reader.change() else { return nil }
        summer = (offset, start, end)
    }

    func offset(at seconds: Int64) -> Int {
        guard let summer else { return standard }
        let year = CivilTime(secondsSince1970: seconds + Int64(standard)).date.year
        let start = summer.start.moment(in: year) - Int64(standard)
        let end = summer.end.moment(in: year) - Int64(summer.offset)
        let isSummer = start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
        return isSummer ? summer.offset : standard
    }

    private struct Reader {
        var rest: Substring

        /// `EST`, or `<+08>`
        mutating func name() -> Bool {
            let before = rest.count
            if rest.first == "<" {
                rest = rest.drop { $0 != ">" }.dropFirst()
            } else {
                rest = rest.drop { $0.isLetter }
            }
            return rest.count < before
        }

        mutating func number() -> Int? {
            let digits = rest.prefix { $0.isNumber }
            rest = rest.dropFirst(digits.count)
            return Int(digits)
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func time() -> Int? {
            let isNegative = rest.first == "-"
            if isNegative || rest.first == "+" { rest = rest.dropFirst() }
            guard var seconds = number().map({ $0 * 3600 }) else { return nil }
            for unit in [60, 1] where rest.first == ":" {
                rest = rest.dropFirst()
                guard let more = number() else { return nil }
                seconds += more * unit
            }
            return isNegative ? -seconds : seconds
        }

        /// `,M3.2.0/2`
        mutating func change() -> Change? {
            guard rest.first == "," else { return nil }
            rest = rest.dropFirst()
            let day: Change.Day
            if rest.first == "M" {
                var parts: [Int] = []
                for _ in 0..<3 {
                    rest = rest.dropFirst()
                    guard let part = number() else { return nil }
                    parts.append(part)
                }
                day = .weekday(month: parts[0], week: parts[1], weekday: parts[2])
            } else {
                let isJulian = rest.first == "J"
                if isJulian { rest = rest.dropFirst() }
                guard let number = number() else { return nil }
                day = isJulian ? .julian(number) : .ofYear(number)
            }
            guard rest.first == "/" else { return Change(day: day, seconds: 7200) }
            rest = rest.dropFirst()
            guard let seconds = time() else { return nil }
            return Change(day: day, seconds: seconds)
        }
    }
}
