/// A point in time with nanoseconds, between the years 1 and 9999.
public struct CELTimestamp: Sendable, Hashable, Codable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded towards the past.
    public let seconds: Int64
    /// What comes on top of the seconds, 0 to 999999999.
    public let nanoseconds: Int32

    /// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
    static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// `nil` outside the years 1 to 9999, or when `nanoseconds` is no fraction of a second.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.range.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// A moment given in milliseconds, held to the years 1 to 9999.
    public init(clamping milliseconds: Int64) {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        let whole = remainder < 0 ? quotient - 1 : quotient
        let rest = remainder < 0 ? remainder + 1000 : remainder
        seconds = min(max(whole, Self.range.lowerBound), Self.range.upperBound)
        nanoseconds = seconds == whole ? Int32(rest) * 1_000_000 : 0
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, rounded towards the past.
    public var milliseconds: Int64 { seconds * 1000 + Int64(nanoseconds / 1_000_000) }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = CELTimestamp(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a timestamp of RFC 3339"))
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// `nil` when the sum leaves the years 1 to 9999.
    public func adding(_ duration: CELDuration) -> CELTimestamp? {
        let (whole, rest) = duration.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        var nanos = Int64(nanoseconds) + rest
        var sum = seconds + whole
        if nanos < 0 {
            nanos += 1_000_000_000
            sum -= 1
        } else if nanos >= 1_000_000_000 {
            nanos -= 1_000_000_000
            sum += 1
        }
        return CELTimestamp(seconds: sum, nanoseconds: Int32(nanos))
    }

    /// The time from `other` to `self`; `nil` when it is longer than a duration can be (292 years).
    public func since(_ other: CELTimestamp) -> CELDuration? {
        let (scaled, overflow) = (seconds - other.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = scaled.addingReportingOverflow(Int64(nanoseconds) - Int64(other.nanoseconds))
        return overflow || carried ? nil : CELDuration(nanoseconds: sum)
    }
}

extension CELTimestamp: Comparable {
    public static func < (left: CELTimestamp, right: CELTimestamp) -> Bool {
        left.seconds == right.seconds ? left.nanoseconds < right.nanoseconds : left.seconds < right.seconds
    }
}
