/// Something that is done at a vendor for its effect and that judges nothing: a person put on a denylist, say.
///
/// One input and one result whoever does it, as with ``CheckKind``.
public struct ActKind: Hashable, Sendable {
    public var name: String
    public var input: [Field]
    /// What may be known afterwards; what a vendor need not say is optional.
    public var result: [Field]

    public init(name: String, input: [Field], result: [Field] = []) {
        self.name = name
        self.input = input
        self.result = result
    }

    /// The acts that every pack may bind.
    public static let all: [ActKind] = [
        denylistAdd, denylistRemove, monitoringAdd, monitoringRemove, faceEnrol, requestInformation, endVideoCall,
        groupAdd, groupChange, groupRemove,
        phoneCode, emailCode, linkMake,
    ]

    public static func named(_ name: String) -> ActKind? { all.first { $0.name == name } }

    /// `what` is `data`, `document_face` or `face`, for a vendor that lists them apart.
    private static let denylistAdd = ActKind(
        name: "denylist_add",
        input: [
            Field("reason", .string), Field("what", .string, optional: true),
            Field("first_name", .string, optional: true), Field("last_name", .string, optional: true),
            Field("birth_date", .date, optional: true), Field("document_number", .string, optional: true),
            Field("personal_number", .string, optional: true),
        ],
        result: [Field("id", .string, optional: true)])

    private static let denylistRemove = ActKind(
        name: "denylist_remove",
        input: [Field("id", .string, optional: true), Field("what", .string, optional: true)])

    private static let monitoringAdd = ActKind(
        name: "monitoring_add",
        input: [
            Field("full_name", .string), Field("birth_date", .date, optional: true),
            Field("country", .country, optional: true),
        ],
        result: [Field("id", .string)])

    private static let monitoringRemove = ActKind(name: "monitoring_remove", input: [Field("id", .string)])

    private static let faceEnrol = ActKind(
        name: "face_enrol",
        input: [Field("image", .image), Field("name", .string, optional: true)],
        result: [Field("id", .string, optional: true)])

    /// The applicant gets another link, on which more can be given.
    private static let requestInformation = ActKind(
        name: "request_information",
        input: [
            Field("questionnaire", .string, optional: true), Field("documents", .bool, optional: true),
            Field("link_for", .duration, optional: true),
        ],
        result: [Field("url", .url)])

    private static let endVideoCall = ActKind(name: "end_video_call", input: [])

    private static let groupAdd = ActKind(
        name: "group_add",
        input: [Field("name", .string), Field("members", .list(.string), optional: true)],
        result: [Field("id", .string)])

    private static let groupChange = ActKind(
        name: "group_change",
        input: [
            Field("id", .string), Field("name", .string, optional: true),
            Field("members", .list(.string), optional: true),
        ])

    /// The check `phone` takes what the applicant then types in, and the reference.
    private static let phoneCode = ActKind(
        name: "phone_code",
        input: [Field("number", .string), Field("calling_code", .string)],
        result: [Field("reference", .string)])

    private static let emailCode = ActKind(
        name: "email_code", input: [Field("address", .email)], result: [Field("reference", .string)])

    /// A link to a verification on the vendor's own page that is not part of the run.
    private static let linkMake = ActKind(
        name: "link_make", input: [Field("link_for", .duration, optional: true)], result: [Field("url", .url)])

    private static let groupRemove = ActKind(name: "group_remove", input: [Field("id", .string)])
}
