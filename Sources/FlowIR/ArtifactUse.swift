/// Something that a vendor hands out of a verification, and how it is asked for.
public struct ArtifactUse: Codable, Hashable, Sendable {
    /// `portrait`, `report`; the same for all vendors that have it.
    public var name: String
    public var use: OperationUse
    /// The kind of the vendor's news before which there is nothing yet; `nil` where it is there with the answer.
    public var after: String?

    public init(name: String, use: OperationUse, after: String? = nil) {
        self.name = name
        self.use = use
        self.after = after
    }
}
