public import FlowMachine
public import Vocabulary

/// How a run stands, in the words of the machine: what one process tells another about it.
public struct Outcome: Codable, Hashable, Sendable {
    public var status: RunStatus
    public var reason: String?
    /// The calls in doubt.
    public var incidents: [String]
    /// `idmeta.create by vendors.idmeta.orphans: allow`
    public var orphans: [String]

    public init(status: RunStatus) {
        self.status = status
        incidents = []
        orphans = []
    }

    public init(_ state: RunState) {
        status = state.status
        reason = state.reason
        incidents = state.incidents.map(\.at)
        orphans = state.orphans.map { "\($0.at) by \($0.permittedBy)" }
    }
}
