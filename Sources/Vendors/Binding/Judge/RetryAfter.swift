public import Vocabulary

/// `Retry-After` of RFC 9110: whole seconds, or a date in one of three forms.
public enum RetryAfter {
    /// The time to wait from `now`; `nil` for a text that is neither, zero for a date gone by.
    public static func interval(_ text: String, now: Moment) -> Interval? {
        let text = text.trimmingBlanks
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let seconds = Int64(text), seconds <= 31_536_000 else { return .seconds(31_536_000) }
            return .seconds(seconds)
        }
        guard let moment = date(text) else { return nil }
        return max(moment - now, .zero)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    static func date(_ text: String) -> Moment? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        switch words.count {
        case 6 where words[5] == "GMT":
            return moment(day: words[1], month: words[2], year: words[3], clock: words[4])
        case 5: return moment(day: words[2], month: words[1], year: words[4], clock: words[3])
        default: return nil
        }
    }

    private static func moment(day: String, month: String, year: String, clock: String) -> Moment? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard let day = Int64(day), (1...31).contains(day), let index = months.firstIndex(of: month),
            var year = Int64(year), (0...9999).contains(year), parts.count == 3,
            let hour = parts[0], (0..<24).contains(hour), let minute = parts[1], (0..<60).contains(minute),
            let second = parts[2], (0...60).contains(second)
        else { return nil }
        // RFC 9110 §5.6.7: a two-digit year is the one within the next fifty years; our vendors live in this century.
        if year < 100 { year += year < 70 ? 2000 : 1900 }
        let days = daysSinceEpoch(year: year, month: Int64(index + 1), day: day)
        return Moment(milliseconds: ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000)
    }

    /// Howard Hinnant's `days_from_civil`: the proleptic Gregorian calendar in whole numbers.
    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension String {
    var trimmingBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
