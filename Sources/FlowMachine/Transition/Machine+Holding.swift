import FlowIR
import Vocabulary

/// The caller's last word before verifications are closed.
extension Machine {
    /// The name under which the caller is asked.
    public static let holdStep = "finalize"

    /// Whether the caller has to be waited for; asks when nobody did yet.
    mutating func isHeld() throws(RefusedEvent) -> Bool {
        guard let hold = program.hold, state.isReleased != true else { return false }
        if state.asks[Self.holdStep] == nil {
            try ask(
                Ask(
                    step: Self.holdStep, fields: [], reason: "finalize", until: state.now + hold.within,
                    source: .caller))
        }
        return true
    }

    /// The caller says that all is said. It may do so before anybody asks.
    mutating func takeRelease() throws(RefusedEvent) {
        guard program.hold != nil, state.isReleased != true,
            [.created, .inProgress, .awaitingInput].contains(state.phase)
        else { throw refusal("finalize_requested") }
        state.isReleased = true
        if let ask = state.asks[Self.holdStep] { try endAsk(ask) }
    }

    mutating func holdOverdue() throws(RefusedEvent) {
        guard let hold = program.hold, let ask = state.asks[Self.holdStep] else { return }
        try endAsk(ask)
        state.isReleased = true
        let decision = Decision(by: "on_timeout of finalize", note: nil, missing: [])
        switch hold.onTimeout {
        case .goOn: break
        case .review: try end(.reviewNeeded, on: .decidedEarly, decision: decision, reason: "late")
        case .expire: try end(.expired, on: .remedied, decision: decision, reason: "late")
        }
    }

    // MARK: A step's deadline

    /// All the time that a step has is over, whatever it is about.
    mutating func deadlinePassed(at id: String) throws(RefusedEvent) {
        guard let progress = state.steps[id], !progress.hasEnded, progress.phase != .idle else { return }
        if let step = program.step(id) { return try late(step) }
        // A pause is over, too; what is inside ends, and nothing is begun any more.
        if progress.phase == .waiting { try endPause(of: id) }
        for step in program.node(id)?.withAllInside ?? [] {
            guard let check = step.check else {
                state.steps[step.id]?.isOverdue = true
                continue
            }
            try late(check)
            if state.phase.isFinal { return }
        }
    }

    private mutating func endPause(of id: String) throws(RefusedEvent) {
        forgetTimers(of: id)
        try move(step: id, to: .underway, on: .timeCame)
    }

    /// Whatever it is doing; one that an operator has to see to is left to him.
    private mutating func late(_ step: CheckStep) throws(RefusedEvent) {
        guard let progress = state.steps[step.id], !progress.hasEnded, progress.phase != .halted else { return }
        for activity in state.activities.values.filter({ $0.step == step.id }).map(\.id).sorted() {
            state.activities[activity] = nil
            orders.append(.abandon(activity: activity))
        }
        if let ask = state.asks[step.id] { try endAsk(ask) }
        try exhaust(step, .late, on: .overdue)
    }
}
