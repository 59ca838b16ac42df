extension CheckKind {
    /// A paper that says where somebody lives.
    static let address = CheckKind(
        name: "address",
        input: [
            Field("file", .file), Field("name", .string, optional: true), Field("address", .string, optional: true),
        ],
        result: [
            Field("full_name", .string, optional: true), Field("address", .string, optional: true),
            Field("country", .string, optional: true), Field("issued", .date, optional: true),
            Field("name_matches", .bool, optional: true), Field("address_matches", .bool, optional: true),
        ])

    /// A company in a register.
    static let business = CheckKind(
        name: "business",
        input: [
            Field("company_name", .string), Field("country", .country), Field("registration_number", .string),
        ],
        result: [
            Field("found", .bool), Field("name", .string, optional: true), Field("status", .string, optional: true),
            Field(
                "owners",
                .list(
                    .record([
                        Field("full_name", .string), Field("birth_date", .date, optional: true),
                        Field("share", .double, optional: true),
                    ])), optional: true),
        ])

    /// A person in a register of a state; `register` says which, and which of the rest it wants.
    static let government = CheckKind(
        name: "government",
        input: [
            Field("register", .string), Field("number", .string, optional: true),
            Field("full_name", .string, optional: true), Field("first_name", .string, optional: true),
            Field("last_name", .string, optional: true), Field("birth_date", .date, optional: true),
            Field("expiry_date", .date, optional: true), Field("serial_number", .string, optional: true),
            Field("profession", .string, optional: true), Field("sex", .string, optional: true),
            Field("image", .image, optional: true),
        ],
        result: [Field("found", .bool), Field("matches", .bool, optional: true)])

    /// A document of the vendor's own kind.
    static let custom = CheckKind(
        name: "custom",
        input: [Field("file", .file)],
        result: [
            Field("fields", .list(.record([Field("name", .string), Field("value", .string)])), optional: true)
        ])

    /// A code that was sent to a telephone, by the act `phone_code`.
    static let phone = CheckKind(name: "phone", input: code, result: confirmed)

    /// A code that was sent to an address, by the act `email_code`.
    static let email = CheckKind(name: "email", input: code, result: confirmed)

    private static let code = [Field("code", .string), Field("reference", .string)]
    private static let confirmed = [Field("confirmed", .bool), Field("risk", .string, optional: true)]

    /// Whether somebody is on the team's own list at the vendor.
    static let denylist = CheckKind(
        name: "denylist",
        input: [
            Field("first_name", .string, optional: true), Field("last_name", .string, optional: true),
            Field("birth_date", .date, optional: true), Field("document_number", .string, optional: true),
            Field("personal_number", .string, optional: true),
        ],
        result: [
            Field("hits", .list(.record([Field("id", .string), Field("reason", .string, optional: true)])))
        ])
}
