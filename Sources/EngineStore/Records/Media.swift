/// A picture or another file of an applicant.
public struct Media: Hashable, Sendable {
    /// Unique in the run: `selfie#1`.
    public let name: String
    /// As `image/jpeg`.
    public let contentType: String
    /// In clear bytes.
    public let size: Int
    public let body: Sealed

    public init(name: String, contentType: String, size: Int, body: Sealed) {
        self.name = name
        self.contentType = contentType
        self.size = size
        self.body = body
    }
}
