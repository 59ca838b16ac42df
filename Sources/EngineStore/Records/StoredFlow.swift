public import FoundationEssentials

/// A compiled flow, kept for as long as a run is pinned to it.
public struct StoredFlow: Hashable, Sendable {
    /// What names the flow for ever; two different flows never share one.
    public let digest: String
    /// The canonical form of the compiled machine.
    public let bytes: Data
    /// The digests of the packs that it is bound to.
    public let packs: [String]

    public init(digest: String, bytes: Data, packs: [String]) {
        self.digest = digest
        self.bytes = bytes
        self.packs = packs
    }
}

/// A vendor pack, as its files were when a flow was bound to it.
public struct StoredPack: Hashable, Sendable {
    public let digest: String
    public let name: String
    /// By path inside the pack.
    public let files: [String: Data]

    public init(digest: String, name: String, files: [String: Data]) {
        self.digest = digest
        self.name = name
        self.files = files
    }
}
