/// Why a capture has to be repeated, in one vocabulary for all vendors.
///
/// Reasons are grouped; a flow may name a reason or a group under `attempts.on`.
public struct ApplicantReason: Hashable, Sendable {
    public var name: String
    public var group: String
    /// The sentence an applicant is shown.
    public var text: String

    public static func named(_ name: String) -> ApplicantReason? { all.first { $0.name == name } }

    /// The reasons of a group, none for an unknown name.
    public static func inGroup(_ group: String) -> [ApplicantReason] { all.filter { $0.group == group } }

    public static let groups = [
        "face", "document", "other_document", "device", "engagement", "session", "code", "match",
    ]

    /// Reasons of these groups ask for another attempt only where a flow names them.
    public static let onlyWhereNamed: Set<String> = ["match"]

    public static let all: [ApplicantReason] = table.map { ApplicantReason(name: $0.1, group: $0.0, text: $0.2) }

    private static let table: [(String, String, String)] = [
        ("face", "face_not_found", "No face could be found in the photo."),
        ("face", "face_too_small", "Your face is too small in the photo. Move closer."),
        ("face", "multiple_faces", "More than one face is in the photo."),
        ("face", "face_obscured", "Your face is partly covered."),
        ("face", "face_cropped", "Your face is cut off in the photo."),
        ("face", "face_angle", "Look straight into the camera."),
        ("face", "face_near_border", "Your face is too close to the edge of the photo."),
        ("face", "face_blurry", "The photo of your face is blurred."),
        ("face", "face_lighting", "There is too much or too little light on your face."),
        ("face", "face_not_turned", "The head movement was not seen."),
        ("face", "face_challenge_timeout", "The head movement took too long."),
        ("document", "document_not_found", "No document could be found in the photo."),
        ("document", "document_blurry", "The photo of the document is blurred."),
        ("document", "document_lighting", "There is glare or shadow on the document."),
        ("document", "document_obscured", "Part of the document is covered."),
        ("document", "document_unreadable", "The document could not be read."),
        ("document", "document_wrong_side", "This is the wrong side of the document."),
        ("document", "document_wrong_type", "This is not the kind of document that was asked for."),
        ("document", "document_not_in_colour", "The document has to be photographed in colour."),
        ("document", "front_missing", "The front side is missing."),
        ("document", "back_missing", "The back side is missing."),
        ("document", "data_missing", "Something that has to be on the document could not be read."),
        ("other_document", "document_expired", "The document has expired."),
        ("other_document", "document_damaged", "The document is damaged."),
        ("other_document", "document_not_accepted", "This document is not accepted."),
        ("other_document", "country_not_accepted", "Documents of this country are not accepted."),
        ("device", "camera_missing", "No camera was found."),
        ("device", "camera_refused", "The camera was not allowed."),
        ("device", "browser_unsupported", "The browser is not supported."),
        ("device", "connection_poor", "The connection is too slow."),
        ("device", "media_corrupted", "The file could not be read."),
        ("device", "nfc_failed", "The chip could not be read."),
        ("engagement", "not_started", "The verification was not started."),
        ("engagement", "left", "The verification was left before its end."),
        ("engagement", "no_document", "No document was at hand."),
        ("session", "link_expired", "The link has expired."),
        ("session", "session_expired", "The session has expired."),
        ("code", "code_wrong", "The code is wrong."),
        ("code", "code_expired", "The code has expired."),
        ("match", "low_similarity", "The face and the document do not match well enough."),
        ("match", "face_mismatch", "The face and the document do not match."),
    ]
}
