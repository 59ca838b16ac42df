/// Time zones by name: `UTC`, fixed offsets such as `02:00` and `-07:30`, and the names of the IANA database.
enum TimeZones {
    /// Seconds east of UTC at a moment; `nil` for a zone that is not known.
    static func offset(of zone: String, at seconds: Int64) -> Int? {
        if zone == "UTC" || zone == "Z" || zone.isEmpty { return 0 }
        return fixedOffset(zone) ?? TimeZoneData.lines[zone].flatMap { TimeZoneRules($0) }?.offset(at: seconds)
    }

    /// `+hh:mm`, `-hh:mm` or `hh:mm`.
    private static func fixedOffset(_ text: String) -> Int? {
        var scanner = DigitScanner(text)
        let sign = scanner.skip("-") ? -1 : 1
        if sign == 1 { _ = scanner.skip("+") }
        guard let hours = scanner.digits(2), scanner.skip(":"), let minutes = scanner.digits(2), scanner.isAtEnd,
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
