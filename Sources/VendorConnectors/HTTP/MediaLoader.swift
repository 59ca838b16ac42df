/// A photo or a file as a vendor gets it.
public struct Media: Sendable {
    public var bytes: [UInt8]
    /// `image/jpeg` and the like.
    public var contentType: String

    public init(bytes: [UInt8], contentType: String) {
        self.bytes = bytes
        self.contentType = contentType
    }
}

/// Gives the bytes for a handle such as `selfie#1`.
public typealias MediaLoader = @Sendable (String) async throws -> Media

/// Why a request could not be sent; the vendor has seen nothing of it.
public struct ConnectorProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        case secretMissing = "secret-missing"
        case mediaMissing = "media-missing"
        case badRequest = "bad-request"
        /// The task was cancelled. Whether something was sent is not known.
        case cancelled
    }

    public var code: Code
    /// Names only.
    public var detail: String

    init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    public var description: String { detail }
}
