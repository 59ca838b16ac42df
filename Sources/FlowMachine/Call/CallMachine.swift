public import FlowIR
public import Vocabulary

/// One activity's calls with their retries, as a value.
///
/// It stands beside the run's machine so that a run's history holds one event for an activity, however many calls it
/// took. Nothing here waits or reads a clock: times and the dice of the jitter come in with events. Its edges are
/// ``CallEdge/table``; an edge that is not there is refused.
public struct CallMachine: Codable, Hashable, Sendable {
    /// Follows `begun`; may go to `sending` or `backingOff`.
    public enum Phase: String, Codable, Hashable, Sendable {
        /// May begin.
        case idle
        /// A request may be at the vendor. May conclude, or back off.
        case sending
        /// An answer was lost, and it is being found out what became of the call. May conclude, or back off.
        case recovering
        /// Waits for ``due``. May send, or conclude when nobody waits any more.
        case backingOff
        /// Nothing follows.
        case concluded
    }

    public let policy: CallPolicy
    /// A wait before the first call, for a call that is repeated after its answer was lost.
    public let delay: Interval
    public private(set) var phase: Phase = .idle
    /// Calls sent so far, the one under way included.
    public private(set) var calls = 0
    public private(set) var begunAt: Moment?
    public private(set) var due: Moment?
    public private(set) var lastFailure: CallProblem?
    private var failures: [String: Int] = [:]
    /// Whether it can be found out what became of a call whose answer was lost; set before the first call.
    public var canRecover: Bool?

    public init(policy: CallPolicy, delay: Interval = .zero) {
        self.policy = policy
        self.delay = delay
    }

    /// Takes in what happened and says what must now be done.
    ///
    /// Throws ``RefusedEvent`` and changes nothing when the event does not fit the phase.
    public mutating func apply(_ event: CallEvent) throws(RefusedEvent) -> CallOrder {
        var next = self
        let order = try next.reaction(to: event)
        self = next
        return order
    }

    private mutating func reaction(to event: CallEvent) throws(RefusedEvent) -> CallOrder {
        switch event {
        case .begun(let now):
            begunAt = now
            guard delay > .zero else { return try send(on: .begun, at: now) }
            return try backOff(until: now + delay, on: .begun)
        case .waitEnded(let now):
            return try send(on: .waitEnded, at: now)
        case .answered:
            try move(to: .concluded, on: .answered)
            return .conclude(.answered)
        case .unready(let until):
            // The vendor is well; what failed before counts for nothing more.
            lastFailure = nil
            failures = [:]
            begunAt = until
            return try backOff(until: until, on: .unready)
        case .failed(let failure, let now, let roll):
            return try failed(failure, at: now, roll: roll)
        case .sendingInterrupted(let now, let roll):
            guard phase == .sending else {
                throw RefusedEvent(subject: "call", state: phase.rawValue, event: "interrupted")
            }
            return try failed(CallProblem(kind: .cut, detail: "interrupted"), at: now, roll: roll)
        case .recovered(let what): return try recovered(what)
        }
    }

    private mutating func recovered(_ what: CallEvent.Recovered) throws(RefusedEvent) -> CallOrder {
        guard phase == .recovering, let lastFailure else {
            throw RefusedEvent(subject: "call", state: phase.rawValue, event: "recovered")
        }
        switch what {
        case .found:
            try move(to: .concluded, on: .found)
            return .conclude(.answered)
        case .unknown:
            try move(to: .concluded, on: .lost)
            return .conclude(.lost(lastFailure))
        case .absent(let now, let roll): return try again(after: lastFailure, at: now, roll: roll, on: .absent)
        }
    }

    private mutating func send(on trigger: CallEdge.Trigger, at now: Moment) throws(RefusedEvent) -> CallOrder {
        try move(to: .sending, on: trigger)
        calls += 1
        due = nil
        return .send(number: calls)
    }

    private mutating func failed(
        _ failure: CallProblem, at now: Moment, roll: Double
    ) throws(RefusedEvent) -> CallOrder {
        lastFailure = failure
        let kind = failure.kind
        // The vendor said itself that it failed, so nothing is in doubt; everything else that may have had an
        // effect is in doubt when the effect happens each time.
        if policy.effect == .once, kind.isAmbiguous {
            if canRecover == true {
                try move(to: .recovering, on: .lost)
                return .recover(failure)
            }
            try move(to: .concluded, on: .lost)
            return .conclude(.lost(failure))
        }
        return try again(after: failure, at: now, roll: roll, on: .failed)
    }

    /// Sent again after a wait, where the policy has a call left.
    private mutating func again(
        after failure: CallProblem, at now: Moment, roll: Double, on trigger: CallEdge.Trigger
    ) throws(RefusedEvent) -> CallOrder {
        let kind = failure.kind
        failures[kind.rawValue, default: 0] += 1
        guard let entry = policy.entry(for: kind), hasCallsLeft(entry, kind: kind) else {
            try move(to: .concluded, on: trigger)
            return .conclude(.exhausted(failure))
        }
        var wait = entry.wait(afterCall: calls, roll: roll)
        if let asked = failure.retryAfter, let limit = entry.retryAfterLimit {
            guard asked <= limit else {
                try move(to: .concluded, on: trigger)
                return .conclude(.exhausted(failure))
            }
            wait = max(wait, asked)
        }
        if let deadline = policy.deadline, let begunAt, begunAt + deadline < now + wait {
            try move(to: .concluded, on: trigger)
            return .conclude(.exhausted(failure))
        }
        return try backOff(until: now + wait, on: trigger)
    }

    /// An entry counts the calls that failed with one of its kinds; a vendor's own fault is repeated once at most.
    private func hasCallsLeft(_ entry: RetryEntry, kind: ErrorKind) -> Bool {
        if kind == .vendorFault, failures[kind.rawValue, default: 0] > 1 { return false }
        let counted = entry.kinds.reduce(0) { $0 + failures[$1.rawValue, default: 0] }
        return counted < entry.calls
    }

    private mutating func backOff(until: Moment, on trigger: CallEdge.Trigger) throws(RefusedEvent) -> CallOrder {
        try move(to: .backingOff, on: trigger)
        due = until
        return .wait(until: until)
    }

    private mutating func move(to: Phase, on trigger: CallEdge.Trigger) throws(RefusedEvent) {
        let edge = CallEdge(phase, trigger, to)
        guard CallEdge.table.contains(edge) else {
            throw RefusedEvent(subject: "call", state: phase.rawValue, event: trigger.rawValue)
        }
        phase = to
    }
}

extension ErrorKind {
    /// Whether nobody can tell if the vendor acted.
    var isAmbiguous: Bool { effectPossible && self != .vendorFault && self != .contract }
}

/// What happened to a call.
public enum CallEvent: Hashable, Sendable {
    case begun(at: Moment)
    case waitEnded(at: Moment)
    /// Whatever ends the calls for good: a result, an applicant reason.
    case answered
    /// Answered, and nothing new: it is asked again then.
    case unready(until: Moment)
    /// `roll` is a number in 0 ..< 1 for the jitter.
    case failed(CallProblem, at: Moment, roll: Double)
    /// The process ended while a request was under way: the answer is lost, never unsent.
    case sendingInterrupted(at: Moment, roll: Double)
    /// It was found out what became of a lost call, or it cannot be.
    case recovered(Recovered)

    public enum Recovered: Hashable, Sendable {
        /// The vendor has what the call asked for.
        case found
        /// The vendor has nothing of it: it is sent again with the same key.
        case absent(at: Moment, roll: Double)
        case unknown
    }
}

/// What must now be done about a call.
public enum CallOrder: Hashable, Sendable {
    /// Commit the intent, then send.
    case send(number: Int)
    case wait(until: Moment)
    /// Find out what became of the call.
    case recover(CallProblem)
    case conclude(CallEnd)
}

/// How an activity's calls ended.
public enum CallEnd: Hashable, Sendable {
    case answered
    case exhausted(CallProblem)
    /// Sent, not answered, and not to be sent again by itself.
    case lost(CallProblem)
}

/// A call that gave no usable answer. `detail` is safe to show: a code, a JSON Pointer, never a body.
public struct CallProblem: Codable, Hashable, Sendable {
    public var kind: ErrorKind
    public var detail: String
    public var retryAfter: Interval?

    public init(kind: ErrorKind, detail: String = "", retryAfter: Interval? = nil) {
        self.kind = kind
        self.detail = detail
        self.retryAfter = retryAfter
    }
}
