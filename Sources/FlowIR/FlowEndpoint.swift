/// Names an address of a flow's `notify` among all endpoints: `flow_DIGEST_0`.
public struct FlowEndpoint: Hashable, Sendable {
    /// Of the program that runs are pinned to.
    public var digest: String
    /// The place in its `notify`.
    public var index: Int

    public init(digest: String, index: Int) {
        self.digest = digest
        self.index = index
    }

    public var text: String { "flow_\(digest)_\(index)" }

    /// Reads a name that was given back; `nil` for any other endpoint.
    public init?(_ text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "flow", let index = Int(parts[2]), index >= 0 else { return nil }
        self.init(digest: String(parts[1]), index: index)
    }
}
