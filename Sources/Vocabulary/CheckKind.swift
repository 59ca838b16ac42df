/// A kind of question put to a vendor, with one input and one result type whoever answers it.
public struct CheckKind: Hashable, Sendable {
    public var name: String
    public var input: [Field]
    public var result: [Field]

    public init(name: String, input: [Field], result: [Field]) {
        self.name = name
        self.input = input
        self.result = result
    }

    /// The kinds every pack may bind. A field that a vendor may leave out is optional.
    public static let all: [CheckKind] = [
        document, biometrics, faceMatch, watchlist, address, business, government, identity, questionnaire, videoCall,
        phone, email, custom, denylist,
    ]

    public static func named(_ name: String) -> CheckKind? { all.first { $0.name == name } }

    private static let document = CheckKind(
        name: "document",
        input: [
            Field("image_front", .image), Field("image_back", .image, optional: true),
            Field("country", .country, optional: true), Field("types", .list(.string), optional: true),
        ],
        result: [
            Field("type", .string, optional: true), Field("number", .string, optional: true),
            Field("first_name", .string, optional: true), Field("last_name", .string, optional: true),
            Field("full_name", .string, optional: true), Field("birth_date", .date, optional: true),
            Field("expiry_date", .date, optional: true), Field("issue_date", .date, optional: true),
            Field("nationality", .string, optional: true), Field("issuing_country", .string, optional: true),
            Field("personal_number", .string, optional: true), Field("sex", .string, optional: true),
            Field("address", .string, optional: true), Field("mrz", .string, optional: true),
            Field("authentic", .bool, optional: true),
        ])

    private static let biometrics = CheckKind(
        name: "biometrics",
        input: [Field("image", .image, optional: true), Field("video", .video, optional: true)],
        result: [Field("live", .bool, optional: true), Field("liveness_score", .double, optional: true)])

    private static let faceMatch = CheckKind(
        name: "face_match",
        input: [Field("image_a", .image), Field("image_b", .image)],
        result: [Field("similarity", .double)])

    private static let watchlist = CheckKind(
        name: "watchlist",
        input: [
            Field("full_name", .string), Field("birth_date", .date, optional: true),
            Field("country", .country, optional: true), Field("threshold", .double, optional: true),
        ],
        result: [
            Field(
                "hits",
                .list(
                    .record([
                        Field("id", .string), Field("name", .string), Field("score", .double),
                        Field("topics", .list(.string)), Field("lists", .list(.string)),
                    ])), optional: true)
        ])
}
