/// The types that flows give to applicant fields and that checks give to inputs and results.
public indirect enum FieldType: Codable, Hashable, Sendable {
    case string, bool, int, double
    case date, timestamp, duration
    case country, language, email, phone, url
    case image, video, file
    case list(FieldType)
    case record([Field])

    /// The scalar types under the names that authors write.
    public static let named: [(name: String, type: FieldType)] = [
        ("string", .string), ("bool", .bool), ("int", .int), ("double", .double), ("date", .date),
        ("timestamp", .timestamp), ("duration", .duration), ("country", .country), ("language", .language),
        ("email", .email), ("phone", .phone), ("url", .url), ("image", .image), ("video", .video), ("file", .file),
    ]

    /// Media travel as references, never as bytes inside a run's data.
    public var isMedia: Bool {
        switch self {
        case .image, .video, .file: true
        default: false
        }
    }

    /// The name as an author writes it; `list` and `record` for the composed ones.
    public var name: String {
        switch self {
        case .list: "list"
        case .record: "record"
        default: Self.named.first { $0.type == self }?.name ?? "string"
        }
    }
}

/// A named member of a record: a check's input or result, or an applicant's field.
public struct Field: Codable, Hashable, Sendable {
    public var name: String
    public var type: FieldType
    public var isOptional: Bool

    public init(_ name: String, _ type: FieldType, optional: Bool = false) {
        self.name = name
        self.type = type
        self.isOptional = optional
    }
}
