import Expressions
import FlowIR
public import Vocabulary

/// What is left to do once a run's status is final: acts are taken back, others done, and what was found is watched.
///
/// One after the other, but one that an operator has to see to holds nobody up. Nothing here changes the status, but for
/// news of what is watched, which brings the run into review.
extension Machine {
    mutating func advanceAfter() throws(RefusedEvent) -> Bool {
        for step in program.after ?? [] {
            guard let progress = state.steps[step.id], !progress.hasEnded else { continue }
            switch progress.phase {
            case .idle:
                try beginAfter(step)
                return true
            case .halted, .waiting: continue
            default: return false
            }
        }
        return false
    }

    private mutating func beginAfter(_ step: CheckStep) throws(RefusedEvent) {
        if let subject = step.act?.subject {
            // There is nothing to take back, or to watch, of what was never done.
            guard let done = state.steps[subject], done.ended == .answered,
                let vendor = step.vendors.firstIndex(where: { $0.vendor == done.by })
            else { return try leave(step.id, on: .conditionFalse) }
            state.steps[step.id]?.vendorIndex = vendor
        }
        try begin(step)
    }

    /// What the act, or check, gave that this one is about.
    func subjectResult(of step: CheckStep) -> [String: Value]? {
        step.act?.subject.map { state.steps[$0]?.result ?? [:] }
    }

    // MARK: Watching

    /// Begins to watch what was found.
    mutating func watch(_ step: CheckStep, _ monitoring: Monitoring) throws(RefusedEvent) {
        try move(step: step.id, to: .waiting, on: .waited)
        state.steps[step.id]?.watch = WatchState(endsAt: state.now + monitoring.lasts, readAt: state.now)
        setNextReading(step, monitoring)
    }

    private mutating func setNextReading(_ step: CheckStep, _ monitoring: Monitoring) {
        guard let progress = state.steps[step.id], let watch = progress.watch else { return }
        let each = monitoring.vendors[progress.by ?? ""]?.each
        let next = min(each.map { state.now + $0 } ?? watch.endsAt, watch.endsAt)
        state.steps[step.id]?.until = next
        orders.append(.setTimer(.wait(step: step.id), at: next))
    }

    /// The next reading is due, or the end.
    mutating func watchDue(_ step: CheckStep, _ monitoring: Monitoring) {
        guard let progress = state.steps[step.id], let vendor = progress.by, let watch = progress.watch,
            let calls = monitoring.vendors[vendor]
        else { return }
        if watch.endsAt <= state.now {
            performWatch(.stop, calls.stop, step)
        } else if let read = calls.read {
            performWatch(.read, read, step)
        }
    }

    private mutating func performWatch(_ call: Activity.WatchCall, _ use: OperationUse, _ step: CheckStep) {
        guard let progress = state.steps[step.id], let vendor = progress.by else { return }
        state.steps[step.id]?.until = nil
        state.steps[step.id]?.watch?.calls += 1
        state.steps[step.id]?.watch?.askedAt = state.now
        perform(
            Activity(
                id: "\(step.id)/\(call.rawValue)/\((progress.watch?.calls ?? 0) + 1)",
                role: .watch(step: step.id, call), vendor: vendor, operation: use.operation, policy: use.policy,
                delay: .zero, attempt: 1,
                input: step.vendors.first { $0.vendor == vendor }.flatMap { input(of: $0) } ?? [:],
                made: progress.result, since: progress.watch?.readAt, metadata: [:]))
    }

    mutating func takeWatchEnd(
        _ outcome: ActivityEnd.Outcome, of call: Activity.WatchCall, _ step: CheckStep, _ activity: Activity
    ) throws(RefusedEvent) {
        guard case .monitor(_, let monitoring)? = step.act, state.steps[step.id]?.phase == .waiting else { return }
        switch (call, outcome) {
        case (.stop, .answered):
            try move(step: step.id, to: .concluded, on: .timeCame)
        case (.stop, .exhausted(let problem)) where problem.kind.cause == .refused:
            // The vendor does not know it any more.
            try move(step: step.id, to: .concluded, on: .timeCame)
        case (.read, .answered(let answer)):
            // What came up while it was answering is for the next one.
            if let askedAt = state.steps[step.id]?.watch?.askedAt { state.steps[step.id]?.watch?.readAt = askedAt }
            state.steps[step.id]?.watch?.failures = nil
            state.incidents.removeAll { $0.subject == .step(step.id) }
            setNextReading(step, monitoring)
            if answer.result["hit"] == .bool(true) {
                try reopen(reason: "monitor_hit", by: "vendor \(state.steps[step.id]?.by ?? "")")
            }
        case (.read, _), (.stop, _):
            // Tried again at the next time. Who is not watched for that long is somebody's business.
            let endsAt = state.steps[step.id]?.watch?.endsAt ?? state.now
            state.steps[step.id]?.watch?.endsAt = max(endsAt, state.now + Self.day)
            setNextReading(step, monitoring)
            let failures = (state.steps[step.id]?.watch?.failures ?? 0) + 1
            state.steps[step.id]?.watch?.failures = failures
            guard failures == Self.blindLimit else { return }
            var problem = CallProblem(kind: .contract, detail: "the call answered like a session")
            if case .exhausted(let known) = outcome { problem = known }
            raise(incident(.step(step.id), activity: activity, problem: problem, effectPossible: false))
        }
    }

    /// Readings in a row that come to nothing before an operator is told.
    static let blindLimit = 3

    /// What the operator says of something that could not be watched.
    mutating func resolve(watch step: CheckStep, _ monitoring: Monitoring, _ verb: IncidentVerb) throws(RefusedEvent) {
        state.steps[step.id]?.watch?.failures = nil
        guard verb == .skip else {
            forgetTimers(of: step.id)
            return watchDue(step, monitoring)
        }
        // It is not watched any more; the vendor may go on telling, and nobody hears.
        forgetTimers(of: step.id)
        try move(step: step.id, to: .concluded, on: .timeCame)
    }

    private static let day = Interval.seconds(86_400)

    // MARK: Keeping

    /// Sets when a run that has ended is erased.
    mutating func keepOrErase() {
        guard let keep = program.keep else { return }
        guard state.phase.isFinal, let time = keep.time(for: state.status) else {
            return orders.append(.cancelTimer(.keep))
        }
        orders.append(.setTimer(.keep, at: state.now + time))
    }

    /// The time is over. Asked for again each hour, until the run is gone.
    mutating func keepEnded() {
        guard state.phase.isFinal else { return }
        orders.append(.erase)
        orders.append(.setTimer(.keep, at: state.now + .seconds(3600)))
    }
}

/// Something at a vendor that is watched after the run has ended.
public struct WatchState: Codable, Hashable, Sendable {
    public internal(set) var endsAt: Moment
    /// The latest reading, or the start.
    public internal(set) var readAt: Moment
    var askedAt: Moment?
    /// Calls in a row that came to nothing; `nil` for none.
    var failures: Int?
    /// Readings, and tries to stop.
    var calls = 0
}
