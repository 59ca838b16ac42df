extension CELTimestamp: CustomStringConvertible {
    /// Reads the text form of RFC 3339: `2009-02-13T23:31:30.5+02:00`; `nil` for anything else.
    public init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), scanner.skip("T") || scanner.skip("t"), let hour = scanner.digits(2),
            scanner.skip(":"), let minute = scanner.digits(2), scanner.skip(":"), let second = scanner.digits(2),
            (1...12).contains(month), day >= 1, day <= CivilDate.days(inMonth: month, of: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var nanos = 0
        if scanner.skip(".") {
            guard let fraction = scanner.fraction(places: 9) else { return nil }
            nanos = fraction
        }
        guard let offset = scanner.zoneOffset(), scanner.isAtEnd else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        let clock = Int64(hour * 3600 + minute * 60 + second)
        self.init(seconds: days * 86_400 + clock - Int64(offset), nanoseconds: Int32(nanos))
    }

    /// The text form of RFC 3339 in UTC, with as many of nine decimals as are needed: `2009-02-13T23:31:30.5Z`.
    public var description: String {
        let clock = CivilTime(secondsSince1970: seconds)
        var text = "\(clock.date)T\(padded(clock.hour, 2)):\(padded(clock.minute, 2)):\(padded(clock.second, 2))"
        if nanoseconds != 0 { text += "." + fractionDigits(Int(nanoseconds)) }
        return text + "Z"
    }
}

/// `number` with leading zeros to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Nanoseconds as decimals without trailing zeros: 500000000 is `5`.
func fractionDigits(_ nanoseconds: Int) -> String {
    var digits = padded(nanoseconds, 9)[...]
    while digits.last == "0" { digits = digits.dropLast() }
    return String(digits)
}

/// Reads fixed-width numbers off the front of a text.
struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        var number = 0
        for _ in 0..<count {
            guard let digit = rest.first, (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
            rest.removeFirst()
        }
        return number
    }

    /// One or more decimals, as a whole number of the last of `places`; further decimals are dropped.
    mutating func fraction(places: Int) -> Int? {
        var number = 0
        var read = 0
        while let digit = rest.first, (0x30...0x39).contains(digit) {
            if read < places { number = number * 10 + Int(digit - 0x30) }
            read += 1
            rest.removeFirst()
        }
        guard read > 0 else { return nil }
        for _ in 0..<max(0, places - read) { number *= 10 }
        return number
    }

    /// `Z`, or hours and minutes with a sign, as seconds east of UTC.
    mutating func zoneOffset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60 else {
            return nil
        }
        return sign * (hours * 3600 + minutes * 60)
    }
}
