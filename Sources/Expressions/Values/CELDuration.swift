/// A length of time in nanoseconds, up to about 292 years either way.
public struct CELDuration: Sendable, Hashable, Codable {
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Held to what nanoseconds in 64 bits can say.
    public init(clamping milliseconds: Int64) {
        let (product, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        nanoseconds = overflow ? (milliseconds < 0 ? .min : .max) : product
    }

    /// Whole milliseconds, rounded towards zero.
    public var milliseconds: Int64 { nanoseconds / 1_000_000 }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = CELDuration(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a duration"))
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("ns", 1), ("us", 1000), ("\u{b5}s", 1000), ("\u{3bc}s", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]
}

extension CELDuration: Comparable {
    public static func < (left: CELDuration, right: CELDuration) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension CELDuration: CustomStringConvertible {
    /// Reads Go's form of a duration: a sign, then numbers with units (`1h30m`, `-1.5s`, `2us`); `nil` for anything
    /// else and for what does not fit.
    public init?(_ text: String) {
        var rest = text[...]
        let negative = rest.first == "-"
        if negative || rest.first == "+" { rest = rest.dropFirst() }
        if rest == "0" {
            self.init(nanoseconds: 0)
            return
        }
        guard !rest.isEmpty else { return nil }
        // Summed as a negative number, whose range reaches one further.
        var total: Int64 = 0
        while !rest.isEmpty {
            let whole = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(whole.count)
            var decimals: Substring = ""
            if rest.first == "." {
                decimals = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
                rest = rest.dropFirst(1 + decimals.count)
            }
            guard !whole.isEmpty || !decimals.isEmpty else { return nil }
            let name = rest.prefix { $0 != "." && !($0.isASCII && $0.isNumber) }
            guard let unit = Self.units.first(where: { $0.name == name }) else { return nil }
            rest = rest.dropFirst(name.count)
            guard let count = Int64(whole.isEmpty ? "0" : whole) else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: unit.nanoseconds)
            let (sum, carried) = total.subtractingReportingOverflow(product)
            let (all, spilt) = sum.subtractingReportingOverflow(Self.part(decimals, of: unit.nanoseconds))
            guard !overflow, !carried, !spilt else { return nil }
            total = all
        }
        guard negative || total != .min else { return nil }
        self.init(nanoseconds: negative ? total : -total)
    }

    /// The decimals' share of a unit, rounded down to whole nanoseconds.
    private static func part(_ decimals: Substring, of unit: Int64) -> Int64 {
        // No unit is longer than 3.6e12 ns: decimals after the thirteenth say nothing.
        let digits = decimals.utf8.prefix(13)
        var numerator: Int64 = 0
        var denominator: Int64 = 1
        for digit in digits {
            numerator = numerator * 10 + Int64(digit - 0x30)
            denominator *= 10
        }
        let product = numerator.multipliedFullWidth(by: unit)
        return denominator.dividingFullWidth(product).quotient
    }

    /// Seconds with up to nine decimals, the form of protobuf's JSON: `90s`, `0.5s`, `-1.5s`.
    public var description: String {
        let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        let fraction = rest == 0 ? "" : "." + fractionDigits(Int(rest))
        return "\(nanoseconds < 0 ? "-" : "")\(seconds)\(fraction)s"
    }
}
