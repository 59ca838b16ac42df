/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// The machine never reads a clock: moments come in with events.
public struct Moment: Hashable, Sendable, Comparable, Codable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
    public static func + (moment: Moment, interval: Interval) -> Moment {
        let (sum, overflow) = moment.milliseconds.addingReportingOverflow(interval.milliseconds)
        return Moment(milliseconds: overflow ? .max : sum)
    }
    public static func - (left: Moment, right: Moment) -> Interval {
        let (difference, overflow) = left.milliseconds.subtractingReportingOverflow(right.milliseconds)
        return Interval(milliseconds: overflow ? .max : difference)
    }
}

/// A length of time in whole milliseconds.
public struct Interval: Hashable, Sendable, Comparable, Codable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public static func seconds(_ seconds: Int64) -> Interval { Interval(milliseconds: seconds * 1000) }
    public static let zero = Interval(milliseconds: 0)

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func < (left: Interval, right: Interval) -> Bool { left.milliseconds < right.milliseconds }

    private static let units: [(suffix: String, milliseconds: Int64)] = [
        ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// Reads `90s`, `1h30m`, `500ms`; `nil` for anything else, a sum that overflows included.
    ///
    /// Units are `w d h m s ms`, each a whole number, in any order.
    public init?(_ text: some StringProtocol) { self.init(Substring(text).utf8, units: Self.units) }

    /// Reads long times too: `5y`, `6mo`, `1y6mo`. A year is 365 days and a month 30.
    public init?(calendar text: some StringProtocol) {
        self.init(
            Substring(text).utf8, units: [("y", 365 * 86_400_000), ("mo", 30 * 86_400_000)] + Self.units)
    }

    private init?(_ text: Substring.UTF8View, units: [(suffix: String, milliseconds: Int64)]) {
        var total: Int64 = 0
        var rest = text
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard let amount = Int64(Substring(digits)) else { return nil }
            rest = rest[digits.endIndex...]
            let suffix = rest.prefix { (0x61...0x7A).contains($0) }
            guard let unit = units.first(where: { $0.suffix.utf8.elementsEqual(suffix) }) else { return nil }
            rest = rest[suffix.endIndex...]
            let (product, overflow) = amount.multipliedReportingOverflow(by: unit.milliseconds)
            let (sum, carried) = total.addingReportingOverflow(product)
            guard !overflow, !carried else { return nil }
            total = sum
        }
        self.init(milliseconds: total)
    }
}

extension Interval: CustomStringConvertible {
    /// `1h30m`, `500ms`; `0s` for nothing.
    public var description: String {
        guard milliseconds != 0 else { return "0s" }
        var rest = milliseconds.magnitude
        var text = milliseconds < 0 ? "-" : ""
        for unit in Self.units where rest >= UInt64(unit.milliseconds) {
            text += "\(rest / UInt64(unit.milliseconds))\(unit.suffix)"
            rest %= UInt64(unit.milliseconds)
        }
        return text
    }

    /// For times of months and years: `5y` for whole years, `90d` for other whole days, and else the same as ever.
    public var inYearsOrDays: String {
        let days = milliseconds / 86_400_000
        guard days > 0, milliseconds % 86_400_000 == 0 else { return description }
        return days % 365 == 0 ? "\(days / 365)y" : "\(days)d"
    }
}
