import Expressions
import Testing

@Suite struct TimeZoneTests {
    /// Local times that Python's zoneinfo gives.
    @Test(arguments: [
        ("2024-03-31T00:59:59Z", "Europe/Berlin", "2024-03-31 01:59:59"),
        ("2024-03-31T01:00:00Z", "Europe/Berlin", "2024-03-31 03:00:00"),
        ("2050-07-01T12:00:00Z", "America/New_York", "2050-07-01 08:00:00"),
        ("2050-01-01T12:00:00Z", "Australia/Sydney", "2050-01-01 23:00:00"),
        ("1880-01-01T00:00:00Z", "Europe/Amsterdam", "1880-01-01 00:19:32"),
        ("2009-02-13T23:31:30Z", "Asia/Kathmandu", "2009-02-14 05:16:30"),
        ("2030-06-01T00:00:00Z", "America/Nuuk", "2030-05-31 23:00:00"),
        ("2024-01-01T00:00:00Z", "-03:30", "2023-12-31 20:30:00"),
        ("2024-01-01T00:00:00Z", "UTC", "2024-01-01 00:00:00"),
    ])
    func localTimeIsThatOfTheZone(moment: String, zone: String, local: String) {
        let parts = [
            ("getFullYear()", 4, 0), ("getMonth()", 2, 1), ("getDate()", 2, 0), ("getHours()", 2, 0),
            ("getMinutes()", 2, 0),
            ("getSeconds()", 2, 0),
        ]
        var numbers: [String] = []
        for (part, width, shift) in parts {
            let call = part.dropLast(2)
            guard case .value(.int(let number)) = evaluate("timestamp('\(moment)').\(call)('\(zone)')") else {
                continue
            }
            let digits = String(number + Int64(shift))
            numbers.append(String(repeating: "0", count: max(0, width - digits.count)) + digits)
        }
        #expect("\(numbers[0..<3].joined(separator: "-")) \(numbers[3...].joined(separator: ":"))" == local)
    }

    @Test(arguments: ["", "Mars", "25:00", "+1:00", "europe/berlin"])
    func unknownZonesAreFailures(zone: String) {
        #expect(failureCode(evaluate("timestamp(0).getHours('\(zone)')")) == "unknown-time-zone")
    }
}
