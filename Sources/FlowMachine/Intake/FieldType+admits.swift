import Expressions
public import Vocabulary

extension FieldType {
    /// Whether a value is one of this type. Text types are checked for their form, not for existence: an e-mail address has
    /// one `@` between non-empty parts, a country is two capital letters.
    func admits(_ value: Value) -> Bool {
        switch (self, value) {
        case (.string, .string), (.bool, .bool), (.int, .int), (.double, .double), (.double, .int),
            (.timestamp, .timestamp), (.duration, .duration):
            true
        case (.date, .string(let text)): CalendarDate(text) != nil
        case (.country, .string(let text)): text.count == 2 && text.allSatisfy { $0.isASCII && $0.isUppercase }
        case (.language, .string(let text)):
            (2...3).contains(text.prefix { $0 != "-" }.count)
                && text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
        case (.email, .string(let text)):
            text.split(separator: "@", omittingEmptySubsequences: false).count == 2
                && text.split(separator: "@").count == 2 && !text.contains(" ")
        case (.phone, .string(let text)):
            text.first == "+" && (7...16).contains(text.count)
                && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        case (.url, .string(let text)): text.hasPrefix("https://") || text.hasPrefix("http://")
        case (.image, .opaque(let handle)), (.video, .opaque(let handle)), (.file, .opaque(let handle)):
            handle.kind == name
        case (.list(let element), .list(let values)): values.allSatisfy(element.admits)
        case (.record(let fields), .map):
            fields.allSatisfy { value[$0.name].map($0.type.admits) ?? $0.isOptional }
        default: false
        }
    }

    /// What a person has to give: `a date such as 1990-10-02`.
    public var expectation: String {
        switch self {
        case .string: "text"
        case .bool: "true or false"
        case .int: "a whole number"
        case .double: "a number"
        case .date: "a date such as 1990-10-02"
        case .timestamp: "a time such as 2026-01-31T12:00:00Z"
        case .duration: "a duration such as 90s"
        case .country: "a country as two capital letters such as US"
        case .language: "a language such as en or pt-BR"
        case .email: "an e-mail address"
        case .phone: "a phone number such as +4912345678"
        case .url: "an address that begins with https://"
        case .image: "a picture file"
        case .video: "a video file"
        case .file: "a file"
        case .list(let element): "a list, each \(element.expectation)"
        case .record: "a map of fields"
        }
    }
}

/// A day of the Gregorian calendar written as `yyyy-MM-dd` (RFC 3339 full-date).
struct CalendarDate {
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...days[month - 1]).contains(day) else { return nil }
    }
}
