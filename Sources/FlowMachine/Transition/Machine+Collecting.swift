import Expressions
import FlowIR
import Vocabulary

/// What the applicant, or the caller, is asked for between two steps.
extension Machine {
    mutating func begin(_ step: CollectStep) throws(RefusedEvent) {
        guard try enters(step.head) else { return }
        let id = step.head.id
        // A block that is repeated wants something new.
        let again = state.steps[id]?.laps != nil
        let fields = step.fields.filter { again || !has($0) }
        guard !fields.isEmpty else { return try pass(id) }
        try move(step: id, to: .awaitingApplicant, on: .asked)
        let until = step.within.map { state.now + $0 }
        try ask(Ask(step: id, fields: fields, reason: "collect", until: until, source: step.source.notApplicant))
        setReminders(step.remind, at: id)
    }

    private func has(_ field: String) -> Bool {
        guard let value = state.applicant[field] else {
            return program.applicant.first { $0.name == field }?.defaultValue != nil
        }
        return value != .null
    }

    /// Ends with the last field that the flow cannot do without; until then, the rest is still asked for.
    mutating func takeCollected(_ values: [String: Value], _ step: CollectStep, _ ask: Ask) throws(RefusedEvent) {
        state.applicant.merge(values) { $1 }
        let missing = ask.fields.filter { values[$0] == nil }
        let needed = missing.filter { name in program.applicant.first { $0.name == name }?.isOptional == false }
        guard needed.isEmpty else {
            let rest = Ask(step: ask.step, fields: missing, reason: ask.reason, until: ask.until, source: ask.source)
            state.asks[ask.step] = rest
            return
        }
        try endAsk(ask)
        forgetTimers(of: ask.step)
        try pass(ask.step, on: .captured)
    }

    mutating func collectOverdue(_ step: CollectStep, _ ask: Ask) throws(RefusedEvent) {
        let id = step.head.id
        try endAsk(ask)
        forgetTimers(of: id)
        try move(step: id, to: .concluded, on: .overdue)
        state.steps[id]?.ended = Ended(.abandoned)
        let decision = Decision(by: "on_timeout of \(id)", note: step.head.note.description, missing: [])
        switch step.onTimeout {
        case .expire: try end(.expired, on: .remedied, decision: decision, reason: "abandoned")
        case .cancel: try end(.cancelled, on: .remedied, decision: decision, reason: "abandoned")
        case .review: try end(.reviewNeeded, on: .decidedEarly, decision: decision, reason: "abandoned")
        case .skip: state.steps[id]?.isExcused = true
        }
    }

    // MARK: Reminding

    /// Sets the next reminder of a list of times after the step began to ask.
    mutating func setReminders(_ times: [Interval], at id: String) {
        guard !times.isEmpty else { return }
        let began = state.steps[id]?.askedAt ?? state.now
        state.steps[id]?.askedAt = began
        guard let next = times.map({ began + $0 }).filter({ $0 > state.now }).min() else { return }
        orders.append(.setTimer(.remind(step: id), at: next))
    }

    mutating func remind(at id: String) throws(RefusedEvent) {
        guard let progress = state.steps[id], progress.askedAt != nil else { return }
        switch (program.node(id), progress.phase) {
        case (.collect(let step)?, .awaitingApplicant):
            orders.append(.remind(step: id))
            setReminders(step.remind, at: id)
        case (.review(let step)?, .awaitingReviewer):
            orders.append(.remind(step: id))
            setReminders(step.remind, at: id)
        case (.check(let step)?, .awaitingApplicant):
            guard let ask = state.asks[id] else { return }
            orders.append(.remind(step: id))
            setReminders(reminders(of: step, ask), at: id)
        default: break
        }
    }

    /// When a check's applicant is reminded: of our link, or of a capture.
    func reminders(of step: CheckStep, _ ask: Ask) -> [Interval] {
        guard ask.isLink else { return step.attempts.remind ?? [] }
        return step.vendors[state.steps[step.id]?.vendorIndex ?? 0].hosted?.remind ?? []
    }
}

extension CollectStep.Source {
    /// `nil` for the applicant, who is asked unless somebody else is.
    fileprivate var notApplicant: CollectStep.Source? { self == .applicant ? nil : self }
}
