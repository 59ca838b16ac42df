/// What a vendor gave out, looked at: its bytes say what it is.
public enum Artifact: Sendable {
    /// Too large to be held; what comes is the whole of it.
    case stream(contentType: String, chunks: AsyncThrowingStream<[UInt8], any Error>)
    /// Held: one, or those of an archive.
    case files([ArtifactFile])
}

public struct ArtifactFile: Hashable, Sendable {
    /// Safe as the name of a file: letters, digits, `.`, `_` and `-`, and no dot first.
    public var name: String
    public var contentType: String
    public var bytes: [UInt8]

    public init(name: String, contentType: String, bytes: [UInt8]) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// Why there is no artifact. The text is safe to show.
public struct ArtifactProblem: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// The vendor has none, or no more.
        case gone
        case notReady = "not-ready"
        /// It is not what it should be.
        case wrongKind = "wrong-kind"
        case tooLarge = "too-large"
        /// The vendor did not give it.
        case refused
        case unavailable
    }

    public var code: Code
    public var detail: String

    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}

/// The most that is taken.
public enum ArtifactLimits {
    /// Of a stream.
    public static let stream = 256 * 1024 * 1024
    /// Of what is held: answers in JSON, archives.
    public static let held = 32 * 1024 * 1024
    /// Files of one archive.
    public static let files = 200
}
