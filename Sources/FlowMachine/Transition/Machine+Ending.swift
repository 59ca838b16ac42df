import FlowIR
import Vocabulary

extension Machine {
    /// Ends the run before finalizing: nothing new is sent, open verifications are abandoned.
    mutating func end(
        _ phase: RunPhase, on trigger: RunPhase.Trigger, decision: Decision, reason: String?
    ) throws(RefusedEvent) {
        try move(to: phase, on: trigger)
        state.decision = decision
        state.reason = reason
        for step in program.allSteps.map(\.id) {
            guard let progress = state.steps[step], !progress.hasEnded, progress.phase != .idle else { continue }
            forgetSession(at: step)
            forgetTimers(of: step)
            try move(step: step, to: .concluded, on: .runEnded)
        }
        for use in program.vendors {
            state.verifications[use.name]?.heldIncident = nil
            let phase = state.verifications[use.name]?.phase
            guard phase == .creating || phase == .open || phase == .halted else { continue }
            try move(verification: use.name, to: .abandoned, on: .runEnded)
        }
        for id in state.activities.keys.sorted() { orders.append(.abandon(activity: id)) }
        state.activities = [:]
        for step in state.asks.keys.sorted() where state.asks[step]?.until != nil {
            orders.append(.cancelTimer(.capture(step: step)))
        }
        state.asks = [:]
        state.incidents = []
        if program.expiresAfter != nil, trigger != .expiryReached { orders.append(.cancelTimer(.expiry)) }
    }

    // MARK: Incidents

    func incident(
        _ subject: Incident.Subject, activity: Activity, problem: CallProblem, effectPossible: Bool
    ) -> Incident {
        Incident(
            id: "incident/\(activity.id)", subject: subject, at: activity.name, activity: activity.id,
            problem: problem, effectPossible: effectPossible, since: state.now, verbs: verbs)
    }

    /// A run that has ended cannot fail any more.
    private var verbs: [IncidentVerb] { state.phase.isFinal ? [.retry, .skip] : IncidentVerb.allCases }

    mutating func raise(_ incident: Incident) {
        var incident = incident
        incident.since = state.now
        state.incidents.append(incident)
        orders.append(.raiseIncident(incident))
    }

    /// A step that ended without an answer, and not for a fault of a call: its captures, or its applicant.
    func incident(at step: CheckStep, _ cause: Cause) -> Incident {
        let progress = state.steps[step.id]
        let name = "\(step.vendors[progress?.vendorIndex ?? 0].vendor).\(step.kind)"
        return Incident(
            id: "incident/\(step.id)/\(cause.rawValue)/\((progress?.attempts ?? 0) + (progress?.round ?? 0))",
            subject: .step(step.id), at: name, activity: "",
            problem: CallProblem(kind: .refused, detail: cause.rawValue), effectPossible: false, since: state.now,
            verbs: verbs)
    }

    mutating func resolve(incident id: String, verb: IncidentVerb, by operatorName: String) throws(RefusedEvent) {
        guard let index = state.incidents.firstIndex(where: { $0.id == id }) else {
            throw RefusedEvent(subject: "incident", state: "unknown", event: verb.rawValue)
        }
        guard state.incidents[index].verbs.contains(verb) else {
            throw RefusedEvent(subject: "incident", state: "not_offered", event: verb.rawValue)
        }
        let incident = state.incidents.remove(at: index)
        if verb == .fail {
            let decision = Decision(by: "operator \(operatorName)", note: nil, missing: [])
            return try end(.failed, on: .operatorFailed, decision: decision, reason: incident.at)
        }
        if incident.effectPossible {
            let permit = "operator \(operatorName): \(verb.rawValue)"
            state.orphans.append(Orphan(activity: incident.activity, at: incident.at, permittedBy: permit))
        }
        switch incident.subject {
        case .step(let id): try resolve(step: id, verb)
        case .create(let vendor): try resolve(createAt: vendor, verb)
        case .metadata(let vendor): try resolve(metadataAt: vendor, verb)
        case .review: resolveReview()
        }
    }

    private mutating func resolve(step id: String, _ verb: IncidentVerb) throws(RefusedEvent) {
        if case .review(let step)? = program.node(id) { return try resolve(step, verb) }
        guard let step = program.step(id) else { return }
        if case .monitor(_, let monitoring)? = step.act, state.steps[id]?.watch != nil {
            return try resolve(watch: step, monitoring, verb)
        }
        guard verb == .retry else { return try skip(step) }
        state.steps[id]?.round += 1
        state.steps[id]?.haltedBy = nil
        try open(step, on: .operatorRetried)
    }

    private mutating func resolve(createAt vendor: String, _ verb: IncidentVerb) throws(RefusedEvent) {
        guard program.vendor(vendor)?.create != nil else { return }
        if verb == .retry {
            state.verifications[vendor]?.round += 1
            try move(verification: vendor, to: .creating, on: .operatorRetried)
            performOpening(of: vendor)
        } else {
            let waiting = stepsOpening(vendor)
            try move(verification: vendor, to: .unopened, on: .operatorSkipped)
            state.verifications[vendor]?.round += 1
            for step in waiting { try skip(step) }
        }
    }

    private mutating func resolve(metadataAt vendor: String, _ verb: IncidentVerb) throws(RefusedEvent) {
        guard let use = program.vendor(vendor), let metadata = use.metadata else { return }
        if verb == .retry {
            state.verifications[vendor]?.round += 1
            try move(verification: vendor, to: .sendingMetadata, on: .operatorRetried)
            performClosing(.metadata, use, metadata)
        } else {
            try finalize(use, on: .operatorSkipped)
        }
    }

    /// An operator's `skip` never excuses: the verdict stays unknown and blocks `verify`.
    private mutating func skip(_ step: CheckStep) throws(RefusedEvent) {
        let progress = state.steps[step.id]
        let cause = progress?.haltedBy ?? progress?.problem?.kind.cause ?? .unavailable
        try conclude(step, Ended(cause), verdict: .unknown, on: .operatorSkipped)
    }
}
