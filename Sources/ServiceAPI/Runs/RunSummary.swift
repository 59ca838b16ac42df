public import EngineStore
import Vocabulary

/// A run in a list.
public struct RunSummary: Codable, Sendable {
    public var id: String
    public var flow: String
    public var version: String
    public var status: String
    public var reason: String?
    public var decidedBy: String?
    public var waitingOn: String?
    public var incident: String?
    public var createdAt: String
    public var updatedAt: String

    public init(_ row: RunRow) {
        id = row.run.text
        flow = row.flow
        version = row.version
        status = row.status.rawValue
        reason = row.reason
        decidedBy = row.decidedBy
        waitingOn = row.waitingOn
        incident = row.incident
        createdAt = row.createdAt.rfc3339
        updatedAt = row.updatedAt.rfc3339
    }
}

/// A page of a list of runs.
public struct RunPage: Codable, Sendable {
    public var runs: [RunSummary]
    /// Gives the next page as `cursor`; `nil` at the end.
    public var next: String?
}
