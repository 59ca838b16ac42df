public import Vocabulary

/// A photo or a file that the vendor hands out of a verification.
public struct ArtifactOffer: Hashable, Sendable {
    public var name: String
    /// `image`, `video` or `file`.
    public var type: FieldType
    public var operation: OperationOffer
    /// The kind of the vendor's news before which there is nothing yet.
    public var after: String?
}

extension Pack {
    /// What a flow can have of the verification of a check, each a single file; `nil` for the run's one verification.
    public func artifactOffers(of check: String?) -> [ArtifactOffer] {
        evidence(of: check).compactMap { evidence in
            guard let operation = operationOffer(evidence.operation), let type = evidence.kind.type else { return nil }
            return ArtifactOffer(name: evidence.name, type: type, operation: operation, after: evidence.after)
        }
    }
}

extension PackEvidence.Kind {
    /// `nil` for what is no single file.
    fileprivate var type: FieldType? {
        switch self {
        case .image: .image
        case .video: .video
        case .file: .file
        case .archive: nil
        }
    }
}
