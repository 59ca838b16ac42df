/// The parts of times and durations.
enum Times {
    private enum Part { case year, month, date, dayOfMonth, dayOfWeek, dayOfYear, hours, minutes, seconds, millis }

    private static let parts: [(String, Part)] = [
        ("getFullYear", .year), ("getMonth", .month), ("getDate", .date), ("getDayOfMonth", .dayOfMonth),
        ("getDayOfWeek", .dayOfWeek), ("getDayOfYear", .dayOfYear), ("getHours", .hours), ("getMinutes", .minutes),
        ("getSeconds", .seconds), ("getMilliseconds", .millis),
    ]

    static let unaries: [(String, Unary)] = parts.map { name, part in
        (
            name,
            { value, _ throws(Stop) in
                switch value {
                case .timestamp(let time): return .int(Int64(read(part, time, offset: 0)))
                case .duration(let duration):
                    guard let amount = read(part, duration) else { throw noOverload(name, [value]) }
                    return .int(amount)
                default: throw noOverload(name, [value])
                }
            }
        )
    }

    static let binaries: [(String, Binary)] = parts.map { name, part in
        (
            name,
            { value, zone, budget throws(Stop) in
                guard case .timestamp(let time) = value, case .string(let zone) = zone else {
                    throw noOverload(name, [value, zone])
                }
                guard let offset = TimeZones.offset(of: zone, at: time.seconds) else {
                    throw .failure("unknown-time-zone", "the time zone is not known")
                }
                return .int(Int64(read(part, time, offset: offset)))
            }
        )
    }

    private static func read(_ part: Part, _ time: CELTimestamp, offset: Int) -> Int {
        let clock = CivilTime(secondsSince1970: time.seconds + Int64(offset))
        return switch part {
        case .year: clock.date.year
        case .month: clock.date.month - 1
        case .date: clock.date.day
        case .dayOfMonth: clock.date.day - 1
        case .dayOfWeek: clock.dayOfWeek
        case .dayOfYear: clock.dayOfYear
        case .hours: clock.hour
        case .minutes: clock.minute
        case .seconds: clock.second
        case .millis: Int(time.nanoseconds) / 1_000_000
        }
    }

    /// A duration's whole length in a unit.
    private static func read(_ part: Part, _ duration: CELDuration) -> Int64? {
        switch part {
        case .hours: duration.nanoseconds / 3_600_000_000_000
        case .minutes: duration.nanoseconds / 60_000_000_000
        case .seconds: duration.nanoseconds / 1_000_000_000
        case .millis: duration.nanoseconds / 1_000_000
        default: nil
        }
    }
}
