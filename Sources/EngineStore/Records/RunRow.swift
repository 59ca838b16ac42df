public import Vocabulary

/// What can be said of a run without opening anything sealed.
///
/// All of it is in clear in the store: words of the flow and of the machine, never a value of the applicant.
public struct RunRow: Hashable, Sendable {
    public let run: RunID
    /// The flow's name.
    public let flow: String
    public let version: String
    /// The digest of the compiled flow that the run is pinned to; ``EngineStore/flow(_:)`` gives it.
    public let digest: String
    public let createdAt: Moment

    public var status: RunStatus
    /// The word behind the status: `vendor_disagrees`.
    public var reason: String?
    /// The rule that decided, as `flow.yaml:41`.
    public var decidedBy: String?
    /// What the run waits for, as a step's id.
    public var waitingOn: String?
    public var waitingUntil: Moment?
    /// The code of the incident that the run is paused by.
    public var incident: String?

    /// How many events the run has.
    public package(set) var sequence: Int64
    /// The hash of the last event.
    public package(set) var head: EventHash
    public package(set) var updatedAt: Moment
    /// The key of the run; `nil` once the run was erased.
    public package(set) var key: WrappedKey?
    public package(set) var erasedAt: Moment?

    /// A run that is about to be created; the store fills in what it counts itself.
    public init(run: RunID, flow: String, version: String, digest: String, key: WrappedKey, createdAt: Moment) {
        self.run = run
        self.flow = flow
        self.version = version
        self.digest = digest
        self.createdAt = createdAt
        status = .created
        sequence = 0
        head = .start
        updatedAt = createdAt
        self.key = key
    }

    /// A run that a store kept.
    package init(
        stored run: RunID, flow: String, version: String, digest: String, createdAt: Moment, status: RunStatus,
        sequence: Int64, head: EventHash, updatedAt: Moment, key: WrappedKey?
    ) {
        self.run = run
        self.flow = flow
        self.version = version
        self.digest = digest
        self.createdAt = createdAt
        self.status = status
        self.sequence = sequence
        self.head = head
        self.updatedAt = updatedAt
        self.key = key
    }
}

/// A run as an engine takes it up, all of it as of one moment.
public struct LoadedRun: Hashable, Sendable {
    public let row: RunRow
    /// `nil` when the run was erased, or no snapshot was ever stored.
    public let snapshot: Snapshot?
    /// In order, from the snapshot's sequence number on; empty when the run was erased.
    public let tail: [StoredEvent]
    /// The activities that are not done, by id.
    public let activities: [ActivityRow]
    /// By name.
    public let timers: [TimerRow]

    package init(
        row: RunRow, snapshot: Snapshot?, tail: [StoredEvent], activities: [ActivityRow], timers: [TimerRow]
    ) {
        self.row = row
        self.snapshot = snapshot
        self.tail = tail
        self.activities = activities
        self.timers = timers
    }
}

/// The sealed state of a run after a given event.
public struct Snapshot: Hashable, Sendable {
    public let sequence: Int64
    public let body: Sealed

    package init(sequence: Int64, body: Sealed) {
        self.sequence = sequence
        self.body = body
    }
}

/// Which runs a list should have; a filter that says nothing lists all.
public struct RunFilter: Hashable, Sendable {
    public var statuses: Set<RunStatus>?
    /// The flow's name.
    public var flow: String?
    /// Whether an incident must be open, or must not.
    public var incident: Bool?

    public init(statuses: Set<RunStatus>? = nil, flow: String? = nil, incident: Bool? = nil) {
        self.statuses = statuses
        self.flow = flow
        self.incident = incident
    }

    func admits(_ row: RunRow) -> Bool {
        statuses?.contains(row.status) ?? true && flow ?? row.flow == row.flow
            && incident ?? (row.incident != nil) == (row.incident != nil)
    }
}
