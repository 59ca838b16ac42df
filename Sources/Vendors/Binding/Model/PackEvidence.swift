public import Expressions

/// Something that the vendor has of a verification and hands out: a photo, a video, a report.
public struct PackEvidence: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case image, video
        /// A report, or whatever an applicant handed in.
        case file
        /// Several files in tar format.
        case archive
    }

    /// `portrait`, `report`; the same for all vendors that have it.
    public var name: String
    public var operation: String
    public var kind: Kind
    /// The kind of the vendor's news before which there is nothing yet.
    public var after: String?
    /// Where the answer has its address.
    public var url: CheckedExpression?
    /// Where the answer has it as text: base64, a data URI, or lists of them. Without either the answer is it.
    public var data: CheckedExpression?

    public init(name: String, operation: String, kind: Kind, after: String? = nil) {
        self.name = name
        self.operation = operation
        self.kind = kind
        self.after = after
    }

    /// What flows and people may ask for.
    public static let names = [
        "portrait", "face", "face_document", "document_front", "document_back", "document_page", "video", "report",
        "utility_bill", "bank_statement", "markers", "shots", "calls",
    ]
}
