public import Vocabulary

/// Everything that is to become true of one run at once.
///
/// ```swift
/// var change = RunChange(run: run, at: now)
/// change.advance = Advance(expecting: 4, row: row, events: [event], snapshot: snapshot)
/// change.activities = [ActivityChange(id: "identity/1", expecting: 0, state: .ready, due: now, body: call)]
/// try await store.commit(change)
/// ```
///
/// A change without an ``advance`` moves activities alone, for example to note the intent before a call is sent.
public struct RunChange: Sendable {
    public let run: RunID
    /// Becomes the run's time of change.
    public let at: Moment
    public var advance: Advance?
    public var activities: [ActivityChange]

    public init(run: RunID, at: Moment, advance: Advance? = nil, activities: [ActivityChange] = []) {
        self.run = run
        self.at = at
        self.advance = advance
        self.activities = activities
    }
}

/// A step forward of the run itself.
public struct Advance: Sendable {
    /// How many events the run must have now; 0 creates it.
    public var expecting: Int64
    /// The run's new words. What names the run (flow, version, digest, key, time of creation) counts at creation only.
    public var row: RunRow
    /// At least one; they get the sequence numbers after `expecting`.
    public var events: [NewEvent]
    /// The state after the last of the events, sealed for that sequence number; `nil` keeps the older one.
    public var snapshot: Sealed?
    public var timers: [TimerChange] = []
    public var media: [Media] = []
    public var inbox: [InboxMark] = []
    /// Sessions that are this run's from now on; the latest run wins.
    public var references: [VendorReference] = []
    /// What has to be told of the events, due at once.
    public var notices: [Notice] = []
    /// What is to be kept beside the run, in place of what had the name before.
    public var documents: [StoredDocument] = []

    public init(expecting: Int64, row: RunRow, events: [NewEvent], snapshot: Sealed?) {
        self.expecting = expecting
        self.row = row
        self.events = events
        self.snapshot = snapshot
    }

    /// The run's sequence number once this is committed.
    public var sequence: Int64 { expecting + Int64(events.count) }
}

/// An event that is not stored yet.
public struct NewEvent: Hashable, Sendable {
    public let at: Moment
    public let kind: String
    /// Sealed for the sequence number that the event will have.
    public let body: Sealed

    public init(at: Moment, kind: String, body: Sealed) {
        self.at = at
        self.kind = kind
        self.body = body
    }
}

/// A timer is set, or set anew, or cancelled. Cancelling one that is not set changes nothing.
public enum TimerChange: Hashable, Sendable {
    case set(name: String, due: Moment)
    case cancel(name: String)

    var name: String {
        switch self {
        case .set(let name, _), .cancel(let name): name
        }
    }
}

/// An activity is made (`expecting` 0), moved, or finished (`state` done).
public struct ActivityChange: Hashable, Sendable {
    public let id: String
    /// The revision that the activity must have now.
    public let expecting: Int64
    public let state: ActivityState
    /// Required for `ready`.
    public let due: Moment?
    /// Sealed for the revision `expecting + 1`.
    public let body: Sealed

    public init(id: String, expecting: Int64, state: ActivityState, due: Moment?, body: Sealed) {
        self.id = id
        self.expecting = expecting
        self.state = state
        self.due = due
        self.body = body
    }
}

/// A fact from outside that must be taken in once: a webhook by its id, a request by its idempotency key.
public struct InboxMark: Hashable, Sendable {
    /// Who gave the id: `idmeta`, `api`.
    public let source: String
    /// Stored in clear, so it must be a word without blanks; hash what the caller of an API made up.
    public let id: String
    /// What came under the id, as a hash: who gives the id again with something else is told so. `nil` where the id
    /// alone says what it is.
    public let digest: String?

    public init(source: String, id: String, digest: String? = nil) {
        self.source = source
        self.id = id
        self.digest = digest
    }
}

/// What became of a mark: the run that took the fact in.
public struct TakenMark: Hashable, Sendable {
    public let run: RunID
    /// As ``InboxMark/digest`` was then.
    public let digest: String?

    package init(run: RunID, digest: String?) {
        self.run = run
        self.digest = digest
    }
}
