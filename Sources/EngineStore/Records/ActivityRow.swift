public import Vocabulary

/// Work outside the run that is under way: a vendor call with its retries, a poll, a webhook.
public struct ActivityRow: Hashable, Sendable {
    public let run: RunID
    public let id: String
    public let state: ActivityState
    /// When it is to be taken up next; `nil` while it is being sent, waits for news from outside, or is done.
    public let due: Moment?
    public let body: Sealed
    /// 1 when the activity was made, one more with each change.
    public let revision: Int64

    package init(run: RunID, id: String, state: ActivityState, due: Moment?, body: Sealed, revision: Int64) {
        self.run = run
        self.id = id
        self.state = state
        self.due = due
        self.body = body
        self.revision = revision
    }
}

/// How far an activity is.
///
/// After a restart, `sending` means *lost*: the call was started and its answer did not come; it is never *unsent*.
public enum ActivityState: String, Hashable, Sendable, CaseIterable {
    /// To be sent when its moment comes.
    case ready
    /// The intent is on disk; the call may have left.
    case sending
    /// For its next moment (a retry, a round of a poll) or for news from outside.
    case waiting
    case done
}

/// A run whose time comes.
public struct DueRun: Hashable, Sendable {
    public let due: Moment
    public let run: RunID

    package init(due: Moment, run: RunID) {
        self.due = due
        self.run = run
    }
}

/// A moment that a run wants to be told about.
public struct TimerRow: Hashable, Sendable {
    public let run: RunID
    public let name: String
    public let due: Moment

    package init(run: RunID, name: String, due: Moment) {
        self.run = run
        self.name = name
        self.due = due
    }
}
