import Expressions
import FlowIR
import Vocabulary

/// Steps that are no checks.
extension Machine {
    // MARK: Deciding early

    mutating func begin(_ step: DecideStep) throws(RefusedEvent) {
        guard try enters(step.head) else { return }
        for (index, rule) in step.rules.enumerated() {
            let name = "rule \(index + 1) (\(rule.outcome.rawValue)) of \(step.head.id)"
            var decision = Decision(by: name, note: rule.note.description, missing: [])
            switch truth(of: rule.condition) {
            case .known(false): continue
            case .known(true):
                try pass(step.head.id)
                return try endEarly(rule, decision)
            case .undetermined(let missing):
                decision.missing = missing
                try pass(step.head.id)
                return try end(.reviewNeeded, on: .decidedEarly, decision: decision, reason: "undetermined")
            }
        }
        try pass(step.head.id)
    }

    private mutating func endEarly(_ rule: EarlyRule, _ decision: Decision) throws(RefusedEvent) {
        if let violation = violation(by: rule.outcome.phase.status) {
            return try end(.reviewNeeded, on: .decidedEarly, decision: violation, reason: "invariant")
        }
        state.problem = rule.problem
        try end(rule.outcome.phase, on: .decidedEarly, decision: decision, reason: rule.reason)
    }

    // MARK: Waiting

    mutating func begin(_ step: WaitStep) throws(RefusedEvent) {
        guard try enters(step.head) else { return }
        var end = state.now + step.atMost
        if let until = step.until {
            switch moment(of: until) {
            case .known(let moment): end = min(end, moment)
            case .undetermined(let missing): return try doubt("wait", step.head, missing)
            }
        }
        guard end > state.now else { return try pass(step.head.id) }
        try wait(at: step.head.id, until: end)
    }

    mutating func wait(at id: String, until end: Moment) throws(RefusedEvent) {
        try move(step: id, to: .waiting, on: .waited)
        state.steps[id]?.until = end
        orders.append(.setTimer(.wait(step: id), at: end))
    }

    mutating func waitEnded(at id: String) throws(RefusedEvent) {
        guard let step = state.steps[id], let until = step.until, until <= state.now else { return }
        switch step.phase {
        case .waiting:
            state.steps[id]?.until = nil
            if case .block? = program.node(id) { return try move(step: id, to: .underway, on: .timeCame) }
            if let step = program.step(id), case .monitor(_, let monitoring)? = step.act {
                return watchDue(step, monitoring)
            }
            try pass(id, on: .timeCame)
        case .awaitingReviewer: try reviewOverdue(at: id)
        case .awaitingFlow: try childrenOverdue(at: id)
        default: break
        }
    }

    private func moment(of expression: CheckedExpression) -> Known<Moment> {
        switch expression.evaluate(RunScope(program: program, state: state), budget: Self.budget) {
        case .value(.timestamp(let time)): .known(Moment(milliseconds: time.milliseconds))
        case .value: .undetermined(["a moment that is not a timestamp"])
        case .failure(let failure): .undetermined([failure.code])
        case .unknown(let names): .undetermined(names.sorted())
        }
    }

    // MARK: What they share

    /// Whether the step's turn has come. What could not be decided is not skipped: the run goes to review.
    mutating func enters(_ head: StepHead) throws(RefusedEvent) -> Bool {
        guard let condition = head.condition else { return true }
        switch truth(of: condition) {
        case .known(true): return true
        case .known(false): if let step = program.node(head.id) { try skip(step, on: .conditionFalse) }
        case .undetermined(let missing): try doubt("when", head, missing)
        }
        return false
    }

    /// Something that has to be known to go on is not: the run goes to review.
    mutating func doubt(_ part: String, _ head: StepHead, _ missing: [String]) throws(RefusedEvent) {
        try pass(head.id)
        let decision = Decision(by: "\(part) of \(head.id)", note: head.note.description, missing: missing)
        try end(.reviewNeeded, on: .decidedEarly, decision: decision, reason: "undetermined")
    }

    mutating func pass(_ id: String, on trigger: StepPhase.Trigger = .passed) throws(RefusedEvent) {
        try move(step: id, to: .concluded, on: trigger)
        if program.node(id)?.head?.deadline != nil { orders.append(.cancelTimer(.deadline(step: id))) }
        state.steps[id]?.ended = .answered
        state.steps[id]?.isExcused = true
        try progressed()
    }
}

extension EarlyRule.Outcome {
    fileprivate var phase: RunPhase {
        switch self {
        case .reject: .rejected
        case .review: .reviewNeeded
        case .cancel: .cancelled
        case .expire: .expired
        case .fail: .failed
        }
    }
}
