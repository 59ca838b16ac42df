public import FlowIR
import Vocabulary

/// A run of a compiled flow, as a value: facts go in, orders come out.
///
/// Dry run, engine, tests and replay all drive this one function. It waits for nothing and reads no clock, no randomness
/// and no environment. It is copyable and hashable, so that a model checker can hold many of them.
///
/// ```swift
/// var machine = Machine(program)
/// let orders = try machine.apply(Event(.created(creation), at: now))
/// ```
public struct Machine: Hashable, Sendable {
    public let program: FlowProgram
    public internal(set) var state: RunState
    /// The edges that the latest event walked, in order.
    public internal(set) var trace: [Transition] = []
    var orders: [Order] = []

    /// A run that has not begun; with a state, one that goes on from a snapshot.
    public init(_ program: FlowProgram, state: RunState = RunState()) {
        self.program = program
        self.state = state
    }

    public static func == (left: Machine, right: Machine) -> Bool {
        left.state == right.state && left.program == right.program
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(state) }

    /// Takes in what happened and says what must now be done.
    ///
    /// Throws ``RefusedEvent`` and changes nothing when the event does not fit: a capture nobody asked for, a decision on a
    /// run that is not in review. What comes too late to matter (an answer after the end) is taken and changes nothing.
    public mutating func apply(_ event: Event) throws(RefusedEvent) -> [Order] {
        var next = self
        next.trace = []
        next.orders = []
        next.state.now = max(next.state.now, event.at)
        let before = next.state.status
        try next.take(event.fact)
        try next.advance()
        if next.state.status != before { next.statusChanged(from: before) }
        let orders = next.orders
        next.orders = []
        self = next
        return orders
    }

    private mutating func statusChanged(from before: RunStatus) {
        orders.append(.announce(state.status, reason: state.reason))
        tellParent()
        if before == .reviewNeeded { forgetDeciders() }
        if state.phase == .reviewNeeded { askDeciders(state.decision?.route) }
        if state.status.isDecided {
            keepOrErase()
            fetchEvidence()
        }
    }

    private mutating func take(_ fact: Fact) throws(RefusedEvent) {
        if case .created(let creation) = fact { return try create(creation) }
        guard !state.run.isEmpty else { throw refusal(fact.name) }
        switch fact {
        case .created: throw refusal(fact.name)
        case .activityEnded(let end): try takeEnd(of: end)
        case .inputReceived(let step, let values): try takeInput(values, for: step)
        case .reviewAnswered(let answer): try takeAnswer(answer)
        case .childStarted(let step, let child, let run): try takeStart(of: child, at: step, as: run)
        case .childEnded(let end): try takeEnd(of: end)
        case .parentTold: parentTold()
        case .finalizeRequested: try takeRelease()
        case .linkFollowed(let step): try takeClick(at: step)
        case .newsReceived(let news): try takeNews(news)
        case .hintReceived(let hint): takeHint(hint)
        case .timerFired(let timer): try takeTimer(timer)
        case .metadataPatched(let patch):
            guard [.created, .inProgress, .awaitingInput].contains(state.phase) else { throw refusal(fact.name) }
            if let reason = metadataIsSent { throw RefusedEvent(subject: reason, state: "sent", event: fact.name) }
            state.metadataPatch.merge(patch) { $1 }
        case .cancelled(let by):
            try end(.cancelled, on: .cancelled, decision: Decision(by: by, note: nil, missing: []), reason: "cancelled")
        case .incidentResolved(let id, let verb, let by): try resolve(incident: id, verb: verb, by: by)
        case .reviewDecided(let decision): try takeDecision(decision)
        }
    }

    private mutating func create(_ creation: Creation) throws(RefusedEvent) {
        guard state.run.isEmpty, !creation.run.isEmpty else { throw refusal("created") }
        if let pack = program.missingParent(in: creation.parent?.verifications ?? [:]) {
            throw RefusedEvent(
                subject: "run", state: "without a verification at \(pack) to belong to", event: "created")
        }
        state.run = creation.run
        state.createdAt = state.now
        state.parent = creation.parent
        state.applicant = creation.applicant
        state.metadataPatch = creation.metadata
        state.flags = Dictionary(uniqueKeysWithValues: program.flags.map { ($0.name, $0.value) })
            .merging(creation.flags) { $1 }
        for step in program.allSteps { state.steps[step.id] = StepState() }
        for step in program.after ?? [] { state.steps[step.id] = StepState() }
        for vendor in program.vendors { state.verifications[vendor.name] = VerificationState() }
        if let within = program.expiresAfter { orders.append(.setTimer(.expiry, at: state.now + within)) }
    }

    private mutating func takeTimer(_ timer: TimerName) throws(RefusedEvent) {
        switch timer {
        case .expiry:
            // The first commit wins: once finalizing has begun, or the run is over, time changes nothing.
            guard [.created, .inProgress, .awaitingInput].contains(state.phase), let within = program.expiresAfter,
                state.createdAt + within <= state.now
            else { return }
            try end(
                .expired, on: .expiryReached, decision: Decision(by: "expires_after", note: nil, missing: []),
                reason: "expired")
        case .capture(let step):
            // One that was set for an earlier ask of the same step is not due yet.
            guard let until = state.asks[step]?.until, until <= state.now else { return }
            if step == Self.holdStep { return try holdOverdue() }
            try captureOverdue(at: step)
        case .session(let step): try sessionOverdue(at: step)
        case .wait(let step): try waitEnded(at: step)
        case .remind(let step): try remind(at: step)
        case .children(let step): try nudgeChildren(at: step)
        case .parent: tellParent()
        case .review: try decisionOverdue()
        case .keep: keepEnded()
        case .deadline(let step): try deadlinePassed(at: step)
        }
    }

    /// A vendor that took the metadata with create cannot be given it again.
    private var metadataIsSent: String? {
        for vendor in program.vendors where vendor.metadataTime == .create {
            let phase = state.verifications[vendor.name]?.phase ?? .unopened
            if phase != .unopened { return "metadata of \(vendor.name)" }
        }
        return nil
    }

    func refusal(_ event: String) -> RefusedEvent {
        RefusedEvent(subject: "run", state: state.run.isEmpty ? "not created" : state.phase.rawValue, event: event)
    }
}

// MARK: - Walking edges

extension Machine {
    mutating func move(to: RunPhase, on trigger: RunPhase.Trigger) throws(RefusedEvent) {
        guard RunPhase.edges.contains(Edge(state.phase, trigger, to)) else { throw refusal(trigger.rawValue) }
        note(.run, state.phase.rawValue, trigger.rawValue, to.rawValue)
        state.phase = to
    }

    mutating func move(step id: String, to: StepPhase, on trigger: StepPhase.Trigger) throws(RefusedEvent) {
        let from = state.steps[id]?.phase ?? .idle
        guard StepPhase.edges.contains(Edge(from, trigger, to)) else {
            throw RefusedEvent(subject: "step \(id)", state: from.rawValue, event: trigger.rawValue)
        }
        note(.step(id), from.rawValue, trigger.rawValue, to.rawValue)
        state.steps[id]?.phase = to
    }

    mutating func move(
        verification vendor: String, to: VerificationPhase, on trigger: VerificationPhase.Trigger
    ) throws(RefusedEvent) {
        let from = state.verifications[vendor]?.phase ?? .unopened
        guard VerificationPhase.edges.contains(Edge(from, trigger, to)) else {
            throw RefusedEvent(subject: "verification \(vendor)", state: from.rawValue, event: trigger.rawValue)
        }
        note(.verification(vendor), from.rawValue, trigger.rawValue, to.rawValue)
        state.verifications[vendor]?.phase = to
    }

    private mutating func note(_ subject: Transition.Subject, _ from: String, _ trigger: String, _ to: String) {
        trace.append(Transition(subject: subject, from: from, trigger: trigger, to: to))
    }
}
