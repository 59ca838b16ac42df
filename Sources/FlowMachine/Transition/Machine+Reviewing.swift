import FlowIR
import Vocabulary

/// Questions to people between two steps.
///
/// `asked(k of eyes) → answered | split → escalated → answered`, or an incident: a question is escalated once.
extension Machine {
    mutating func begin(_ step: ReviewStep) throws(RefusedEvent) {
        guard try enters(step.head) else { return }
        state.steps[step.head.id]?.review = ReviewState()
        try move(step: step.head.id, to: .awaitingReviewer, on: .asked)
        try progressed()
        put(step)
    }

    /// Puts the question, with a time of its own.
    private mutating func put(_ step: ReviewStep) {
        let id = step.head.id
        forgetTimers(of: id)
        let until = step.within.map { state.now + $0 }
        state.steps[id]?.until = until
        if let until { orders.append(.setTimer(.wait(step: id), at: until)) }
        setReminders(step.remind, at: id)
        orders.append(.askReviewer(question(step)))
    }

    /// The question as it stands.
    func question(_ step: ReviewStep) -> Question {
        let progress = state.steps[step.head.id]
        let group = progress?.review?.isEscalated == true ? step.escalateTo : step.group
        return Question(
            step: step.head.id, queue: step.queue, group: group, answers: step.answers, until: progress?.until)
    }

    /// The questions that wait for people, in the order of the text; then the decision of the run, if people are asked for it.
    public var questions: [Question] {
        let asked = program.allSteps.compactMap { step -> Question? in
            guard case .review(let review) = step, state.steps[step.id]?.phase == .awaitingReviewer else { return nil }
            return question(review)
        }
        return asked + [openDecision].compactMap { $0 }
    }

    mutating func takeAnswer(_ answer: ReviewAnswer) throws(RefusedEvent) {
        guard case .review(let step)? = program.node(answer.step), let progress = state.steps[answer.step],
            progress.phase == .awaitingReviewer, var review = progress.review
        else {
            let phase = state.steps[answer.step]?.phase.rawValue ?? "unknown"
            throw RefusedEvent(subject: "review \(answer.step)", state: phase, event: "review_answered")
        }
        guard step.answers.contains(answer.answer) else {
            throw RefusedEvent(subject: "answer", state: "unknown", event: "review_answered")
        }
        let progressed = try review.take(answer.answer, by: answer.by, needing: step.eyes)
        state.steps[answer.step]?.review = review
        switch progressed {
        case .more: break
        case .agreed: try settle(step, answer.answer, on: .answered)
        case .split: try split(step)
        }
    }

    private mutating func settle(
        _ step: ReviewStep, _ answer: String, on trigger: StepPhase.Trigger
    ) throws(RefusedEvent) {
        forgetTimers(of: step.head.id)
        state.steps[step.head.id]?.review?.answer = answer
        try pass(step.head.id, on: trigger)
    }

    private mutating func split(_ step: ReviewStep) throws(RefusedEvent) {
        switch step.onSplit {
        case .reject: try settle(step, ReviewStep.rejection, on: .answered)
        case .escalate: escalate(step)
        }
    }

    private mutating func escalate(_ step: ReviewStep) {
        state.steps[step.head.id]?.review?.escalate()
        put(step)
    }

    /// Nobody, or too few, answered in time.
    mutating func reviewOverdue(at id: String) throws(RefusedEvent) {
        guard case .review(let step)? = program.node(id), let review = state.steps[id]?.review else { return }
        let decision = Decision(by: "on_timeout of \(id)", note: step.head.note.description, missing: [])
        switch step.onTimeout {
        case .escalate where !review.isEscalated: escalate(step)
        case .reject: try settle(step, ReviewStep.rejection, on: .overdue)
        case .expire:
            forgetTimers(of: id)
            try end(.expired, on: .remedied, decision: decision, reason: "late")
        case .skip:
            forgetTimers(of: id)
            try pass(id, on: .overdue)
            state.steps[id]?.ended = Ended(.late)
        case .incident, .escalate:
            forgetTimers(of: id)
            try move(step: id, to: .halted, on: .overdue)
            state.steps[id]?.haltedBy = .late
            raise(incident(at: step))
        }
    }

    private func incident(at step: ReviewStep) -> Incident {
        let answered = state.steps[step.head.id]?.review?.people.count ?? 0
        return Incident(
            id: "incident/\(step.head.id)/late/\(state.now.milliseconds)/\(answered)", subject: .step(step.head.id),
            at: "review.\(step.queue)", activity: "",
            problem: CallProblem(kind: .refused, detail: "nobody answered in time"), effectPossible: false,
            since: state.now, verbs: IncidentVerb.allCases)
    }

    /// An operator puts the question once more, or goes on without an answer.
    mutating func resolve(_ step: ReviewStep, _ verb: IncidentVerb) throws(RefusedEvent) {
        let id = step.head.id
        state.steps[id]?.haltedBy = nil
        if verb == .retry {
            try move(step: id, to: .awaitingReviewer, on: .operatorRetried)
            return put(step)
        }
        try pass(id, on: .operatorSkipped)
        state.steps[id]?.ended = Ended(.late)
    }
}
