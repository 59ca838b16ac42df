/// How much a YAML file may hold before it is refused.
///
/// Flow files come from people, but also over HTTP; a few bytes of YAML can ask for gigabytes.
public struct YAMLLimits: Hashable, Sendable {
    /// Bytes of one file; places have 32 bits, so that more than 4 GiB are never read.
    public private(set) var bytes: Int
    /// Levels of nesting, expanded aliases included.
    public var depth: Int
    /// Nodes of one file, expanded aliases and merged keys included.
    public var nodes: Int
    /// Documents of one file.
    public var documents: Int

    public init(bytes: Int = 8_388_608, depth: Int = 128, nodes: Int = 500_000, documents: Int = 10_000) {
        self.bytes = min(bytes, Int(UInt32.max))
        self.depth = depth
        self.nodes = nodes
        self.documents = documents
    }

    public static let `default` = YAMLLimits()
}
