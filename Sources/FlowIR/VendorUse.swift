public import Expressions
import Vocabulary

/// One account at one vendor, as this flow uses it.
public struct VendorUse: Codable, Hashable, Sendable {
    /// When a vendor is given the run's metadata.
    public enum MetadataTime: String, Codable, Hashable, Sendable {
        /// In a call of its own, after the checks and before finalize.
        case operation
        /// With create; what is not readable by then never arrives.
        case create
        case never
    }

    /// Whether a verification is opened as the child of the parent run's.
    public enum Parent: String, Codable, Hashable, Sendable, CaseIterable {
        case none
        /// Where there is one.
        case allowed
        /// Without one, the run is not begun.
        case required
    }

    public var name: String
    public var pack: String
    /// SHA-256 of the pack's files, in hex.
    public var packDigest: String
    /// Checked and complete; a secret is an opaque value that names its environment variable.
    public var settings: [String: Value]
    /// What has to be opened before the first verification, in this order; `nil` for nothing.
    public var objects: [VendorObjectUse]?
    /// The entry whose objects are this one's as well: both would make the very same; `nil` for none.
    public var sharesObjectsOf: String?
    /// `nil` where the vendor has no verification to open.
    public var create: OperationUse?
    public var metadataTime: MetadataTime
    public var metadata: OperationUse?
    public var finalize: OperationUse?
    /// The vendor's ids of verifications let in whoever has them; `nil` where they do not.
    public var hasSecretIDs: Bool?
    /// Whether its verifications belong to one of the run that started this one; `nil` for wherever there is one.
    public var parent: Parent?
    /// What is fetched and kept once a run is decided; `nil` for nothing.
    public var evidence: [ArtifactUse]?
    /// `final: advisory`: the vendor's own final status does not veto `verify`.
    public var isAdvisory: Bool

    public init(
        name: String, pack: String, packDigest: String, settings: [String: Value], create: OperationUse? = nil,
        metadataTime: MetadataTime = .never, metadata: OperationUse? = nil, finalize: OperationUse? = nil,
        isAdvisory: Bool = false
    ) {
        self.name = name
        self.pack = pack
        self.packDigest = packDigest
        self.settings = settings
        self.create = create
        self.metadataTime = metadataTime
        self.metadata = metadata
        self.finalize = finalize
        self.isAdvisory = isAdvisory
    }
}

/// Something that a vendor keeps beside verifications, such as a person, and how it is made.
public struct VendorObjectUse: Codable, Hashable, Sendable {
    public var name: String
    public var use: OperationUse

    public init(name: String, use: OperationUse) {
        self.name = name
        self.use = use
    }
}

/// An operation of a pack and how it is called.
public struct OperationUse: Codable, Hashable, Sendable {
    public var operation: String
    public var policy: CallPolicy

    public init(operation: String, policy: CallPolicy) {
        self.operation = operation
        self.policy = policy
    }
}

extension FlowProgram {
    /// Gives a vendor other settings: those of the place where the flow is run.
    public mutating func set(_ settings: [String: Value], of vendor: String) {
        guard let index = vendors.firstIndex(where: { $0.name == vendor }) else { return }
        vendors[index].settings = settings
    }
}
