extension CheckKind {
    /// A session on the vendor's own page that looks at document and face together.
    static let identity = CheckKind(
        name: "identity",
        input: [
            Field(
                "declared",
                .record([
                    Field("first_name", .string, optional: true), Field("last_name", .string, optional: true),
                    Field("birth_date", .date, optional: true), Field("document_number", .string, optional: true),
                    Field("personal_number", .string, optional: true), Field("nationality", .country, optional: true),
                    Field("sex", .string, optional: true), Field("address", .string, optional: true),
                    Field("email", .email, optional: true),
                ]), optional: true),
            Field("residence", .country, optional: true), Field("countries", .list(.country), optional: true),
            Field("documents", .list(.string), optional: true),
            Field(
                "age", .record([Field("min", .int, optional: true), Field("max", .int, optional: true)]),
                optional: true),
            Field("language", .language, optional: true),
        ],
        result: [
            Field(
                "person",
                .record([
                    Field("first_name", .string, optional: true), Field("last_name", .string, optional: true),
                    Field("full_name", .string, optional: true), Field("birth_date", .date, optional: true),
                    Field("nationality", .string, optional: true), Field("sex", .string, optional: true),
                    Field("address", .string, optional: true), Field("personal_number", .string, optional: true),
                ]), optional: true),
            Field(
                "documents",
                .list(
                    .record([
                        Field("type", .string, optional: true), Field("number", .string, optional: true),
                        Field("issuing_country", .string, optional: true),
                        Field("issue_date", .date, optional: true), Field("expiry_date", .date, optional: true),
                    ])), optional: true),
            Field("live", .bool, optional: true), Field("similarity", .double, optional: true),
            Field("reject_reason", .string, optional: true), Field("comment", .string, optional: true),
            Field("vendor_status", .string), Field("mismatches", .list(.string)),
            Field("risk_labels", .list(.string)), Field("response_codes", .list(.string)),
            Field("questionnaires", answers, optional: true),
            Field(
                "addresses",
                .list(
                    .record([
                        Field("type", .string, optional: true), Field("full_name", .string, optional: true),
                        Field("address", .string, optional: true), Field("country", .string, optional: true),
                        Field("issued", .date, optional: true),
                    ])), optional: true),
            Field(
                "geolocation",
                .record([
                    Field("latitude", .double, optional: true), Field("longitude", .double, optional: true),
                    Field("address", .string, optional: true),
                ]), optional: true),
            Field(
                "device",
                .record([
                    Field("ip", .string, optional: true), Field("country", .string, optional: true),
                    Field("browser", .string, optional: true),
                ]), optional: true),
        ])

    /// What an applicant answered, by questionnaire and question.
    private static let answers = FieldType.list(
        .record([
            Field("key", .string),
            Field("questions", .list(.record([Field("key", .string), Field("values", .list(.string))]))),
        ]))

    /// Questions on the vendor's own page.
    static let questionnaire = CheckKind(
        name: "questionnaire",
        input: [Field("language", .language, optional: true)],
        result: [Field("answers", answers), Field("vendor_status", .string)])

    /// A call with the vendor's, or a team's, operator on the vendor's own page.
    static let videoCall = CheckKind(
        name: "video_call",
        input: [Field("language", .language, optional: true)],
        result: [
            Field("ended", .bool), Field("comment", .string, optional: true), Field("vendor_status", .string),
        ])
}
