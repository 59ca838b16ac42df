import Expressions
import FlowIR
import Vocabulary

extension Machine {
    /// Goes on until something has to be waited for.
    mutating func advance() throws(RefusedEvent) {
        while try advanceOnce() {}
    }

    private mutating func advanceOnce() throws(RefusedEvent) -> Bool {
        switch state.phase {
        case .created, .inProgress, .awaitingInput:
            switch try advance(program.steps) {
            case .moved: return true
            case .held: return false
            case .ended: break
            }
            try progressed()
            guard try !isHeld() else { return false }
            try beginFinalizing()
            return true
        case .finalizing:
            let settled: Set<VerificationPhase> = [.unopened, .closed, .abandoned]
            guard state.verifications.values.allSatisfy({ settled.contains($0.phase) }) else { return false }
            try decide()
            return true
        case .reviewNeeded: return false
        case .verified, .rejected, .expired, .cancelled, .failed: return try advanceAfter()
        }
    }

    /// A vendor answered or a step ended: the run is under way.
    mutating func progressed() throws(RefusedEvent) {
        if state.phase == .created { try move(to: .inProgress, on: .progressed) }
    }

    mutating func begin(_ step: CheckStep) throws(RefusedEvent) {
        state.steps[step.id]?.attempts = 1
        if let deadline = step.deadline { orders.append(.setTimer(.deadline(step: step.id), at: state.now + deadline)) }
        guard let condition = step.condition else { return try open(step, on: .called) }
        switch truth(of: condition) {
        case .known(true):
            try open(step, on: .called)
        case .known(false):
            state.steps[step.id]?.attempts = 0
            try skip(.check(step), on: .conditionFalse)
        case .undetermined:
            try exhaust(step, .undetermined, on: .undetermined)
        }
    }

    /// Asks the step's present vendor, once its verification is open.
    mutating func open(_ step: CheckStep, on trigger: StepPhase.Trigger) throws(RefusedEvent) {
        let call = step.vendors[state.steps[step.id]?.vendorIndex ?? 0]
        if let hosted = call.hosted { return try openSession(step, call, hosted, on: trigger) }
        // Once the run has ended, nothing is opened any more.
        guard call.isWithinVerification, !state.phase.isFinal, let use = program.vendor(call.vendor),
            let create = use.create
        else { return try perform(step, call, on: trigger) }
        switch state.verifications[call.vendor]?.phase ?? .unopened {
        case .open:
            try perform(step, call, on: trigger)
        case .unopened:
            try move(step: step.id, to: .opening, on: trigger == .called ? .verificationDue : trigger)
            try move(verification: use.name, to: .creating, on: .firstCheckReached)
            performCreate(use, create)
        case .creating, .halted:
            try move(step: step.id, to: .opening, on: trigger == .called ? .verificationDue : trigger)
            if let held = state.verifications[call.vendor]?.heldIncident {
                state.verifications[call.vendor]?.heldIncident = nil
                raise(held)
            }
        case .sendingMetadata, .finalizing, .closed, .abandoned:
            throw RefusedEvent(subject: "verification \(call.vendor)", state: "closed", event: "check")
        }
    }

    mutating func performCreate(_ use: VendorUse, _ create: OperationUse) {
        let round = state.verifications[use.name]?.round ?? 0
        perform(
            Activity(
                id: "create/\(use.name)" + (round > 0 ? "/\(round + 1)" : ""), role: .create, vendor: use.name,
                operation: create.operation, policy: create.policy, delay: delay(create.policy, round), attempt: 1,
                input: [:],
                metadata: use.metadataTime == .create ? readableMetadata() : [:]))
    }

    /// Sends the question itself.
    mutating func perform(_ step: CheckStep, _ call: VendorCall, on trigger: StepPhase.Trigger) throws(RefusedEvent) {
        guard let input = input(of: call) else { return try exhaust(step, .undetermined, on: .undetermined) }
        try move(step: step.id, to: .calling, on: trigger)
        let progress = state.steps[step.id] ?? StepState()
        let verification = call.isWithinVerification ? state.verifications[call.vendor] : nil
        perform(
            Activity(
                id:
                    "\(step.act == nil ? "check" : "act")/\(step.id)\(progress.lapMark)/\(call.vendor)/\(progress.attempts)"
                    + (progress.round > 0 ? "/\(progress.round + 1)" : ""),
                role: step.act == nil
                    ? .check(step: step.id, kind: step.kind) : .act(step: step.id, name: step.kind),
                vendor: call.vendor, operation: call.operation,
                policy: call.policy, delay: delay(call.policy, progress.round), attempt: progress.attempts,
                input: input, made: subjectResult(of: step),
                verification: verification?.id, verificationOpenedAt: verification?.openedAt, metadata: [:]))
    }

    /// What a vendor is given; `nil` when part of it has no value.
    func input(of call: VendorCall) -> [String: Value]? {
        values(of: call.input, in: RunScope(program: program, state: state))
    }

    /// A vendor's own switches, with what the run puts into them; `nil` when part of that has no value.
    func options(of call: VendorCall) -> [String: Value]? {
        guard let varied = call.variedOptions else { return call.options ?? [:] }
        let values = values(of: varied, in: RunScope(program: program, state: state))
        return values.map { (call.options ?? [:]).merging($0) { $1 } }
    }

    /// What entries come to, those left out that are `optional.none()`; `nil` when one of them has no value.
    func values(of entries: [InputEntry], in scope: RunScope) -> [String: Value]? {
        var values: [String: Value] = [:]
        for entry in entries {
            switch entry.value.evaluate(scope, budget: Self.budget) {
            case .value(.optional(.none)): continue
            case .value(.optional(.some(let value))), .value(let value): values[entry.name] = value
            case .failure, .unknown: return nil
            }
        }
        return values
    }

    mutating func perform(_ activity: Activity) {
        var activity = activity
        if activity.verification == nil, let verifications = state.parent?.verifications,
            let use = program.vendor(activity.vendor), use.parent != VendorUse.Parent.none
        {
            activity.parent = verifications[use.pack]
        }
        state.activities[activity.id] = activity
        orders.append(.perform(activity))
    }

    /// Repeats of a lost call keep the distance that its back-off asks for.
    func delay(_ policy: CallPolicy, _ round: Int) -> Interval {
        guard round > 0, let entry = policy.entry(for: .timeout) else { return .zero }
        var entryWithoutDice = entry
        entryWithoutDice.jitter = .none
        return entryWithoutDice.wait(afterCall: round, roll: 0)
    }

    // MARK: How a step ends

    mutating func conclude(
        _ step: CheckStep, _ ended: Ended, verdict: Verdict, excused: Bool = false, on trigger: StepPhase.Trigger
    ) throws(RefusedEvent) {
        try endSession(at: step.id)
        if step.deadline != nil { orders.append(.cancelTimer(.deadline(step: step.id))) }
        try move(step: step.id, to: .concluded, on: trigger)
        state.steps[step.id]?.ended = ended
        state.steps[step.id]?.verdict = verdict
        state.steps[step.id]?.isExcused = excused
        try progressed()
    }

    /// No answer will come: what the flow, or the default, says for the cause.
    mutating func exhaust(
        _ step: CheckStep, _ cause: Cause, problem: CallProblem? = nil, activity: Activity? = nil,
        on trigger: StepPhase.Trigger
    ) throws(RefusedEvent) {
        state.steps[step.id]?.problem = problem
        switch step.remedy(for: cause) {
        case .review: try conclude(step, Ended(cause), verdict: .review, on: trigger)
        case .skip: try conclude(step, Ended(cause), verdict: .unknown, excused: true, on: trigger)
        case .incident where trigger == .undetermined && step.act == nil:
            // Nothing was asked, so there is nothing that an operator could send again.
            try conclude(step, Ended(cause), verdict: .review, on: trigger)
        case .incident:
            try endSession(at: step.id)
            try move(step: step.id, to: .halted, on: trigger)
            try progressed()
            state.steps[step.id]?.haltedBy = cause
            if let activity, let problem {
                raise(incident(.step(step.id), activity: activity, problem: problem, effectPossible: false))
            } else {
                raise(incident(at: step, cause))
            }
        case .expire: try endRun(after: step, cause, .expired, on: trigger)
        case .cancel: try endRun(after: step, cause, .cancelled, on: trigger)
        case .fail: try endRun(after: step, cause, .failed, on: trigger)
        }
    }

    private mutating func endRun(
        after step: CheckStep, _ cause: Cause, _ phase: RunPhase, on trigger: StepPhase.Trigger
    ) throws(RefusedEvent) {
        try conclude(step, Ended(cause), verdict: .unknown, on: trigger)
        let decision = Decision(by: "on_exhausted of \(step.id)", note: step.note.description, missing: [])
        try end(phase, on: .remedied, decision: decision, reason: cause.rawValue)
    }

    /// Moves on to the next vendor of `by`; false when there is none.
    mutating func failOver(_ step: CheckStep) throws(RefusedEvent) -> Bool {
        guard let progress = state.steps[step.id], progress.vendorIndex + 1 < step.vendors.count else { return false }
        try endSession(at: step.id)
        state.verifications[step.vendors[progress.vendorIndex].vendor]?.wasLeft = true
        state.steps[step.id]?.vendorIndex += 1
        state.steps[step.id]?.round = 0
        try open(step, on: .failedOver)
        return true
    }

    // MARK: The applicant's part

    mutating func ask(_ step: CheckStep, reason: String) throws(RefusedEvent) {
        try move(step: step.id, to: .awaitingApplicant, on: .unusable)
        let until = step.attempts.within.map { state.now + $0 }
        try ask(Ask(step: step.id, fields: step.attempts.ask, reason: reason, until: until))
        setReminders(step.attempts.remind ?? [], at: step.id)
    }

    /// Puts a question to whoever has to answer it.
    mutating func ask(_ ask: Ask) throws(RefusedEvent) {
        try progressed()
        if state.phase != .awaitingInput { try move(to: .awaitingInput, on: .inputAsked) }
        state.asks[ask.step] = ask
        if let until = ask.until { orders.append(.setTimer(.capture(step: ask.step), at: until)) }
        orders.append(.askApplicant(ask))
    }

    mutating func takeInput(_ values: [String: Value], for id: String) throws(RefusedEvent) {
        guard let ask = state.asks[id], !ask.fields.isEmpty, let node = program.node(id), !values.isEmpty,
            values.keys.allSatisfy(ask.fields.contains)
        else {
            throw RefusedEvent(
                subject: "step \(id)", state: state.steps[id]?.phase.rawValue ?? "unknown", event: "input")
        }
        if case .collect(let step) = node { return try takeCollected(values, step, ask) }
        guard let step = node.check else { return }
        try endAsk(ask)
        state.applicant.merge(values) { $1 }
        state.steps[id]?.attempts += 1
        state.steps[id]?.round = 0
        try open(step, on: .captured)
    }

    mutating func captureOverdue(at id: String) throws(RefusedEvent) {
        guard let ask = state.asks[id], let node = program.node(id) else { return }
        if case .collect(let step) = node { return try collectOverdue(step, ask) }
        guard let step = node.check else { return }
        // The end of our link; who is on the vendor's page may finish there.
        if ask.isLink, state.steps[id]?.session?.access.isEmpty == false || state.steps[id]?.phase == .opening {
            return
        }
        try endAsk(ask)
        try exhaust(step, .abandoned, on: .overdue)
    }

    mutating func endAsk(_ ask: Ask) throws(RefusedEvent) {
        state.asks[ask.step] = nil
        if program.step(ask.step) != nil, state.steps[ask.step]?.askedAt != nil {
            orders.append(.cancelTimer(.remind(step: ask.step)))
            // One link is asked for over all attempts, and each capture anew.
            if !ask.isLink { state.steps[ask.step]?.askedAt = nil }
        }
        if ask.until != nil { orders.append(.cancelTimer(.capture(step: ask.step))) }
        if state.asks.isEmpty { try move(to: .inProgress, on: .inputEnded) }
    }
}
