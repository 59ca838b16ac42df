import FlowIR
public import Vocabulary

/// Who ends a run in review.
///
/// `review_needed: asked(k of eyes) → decided | split → escalated → decided`, or an incident: it is escalated once.
extension Machine {
    /// Asks the people that the flow, or the deciding rule, names. A flow that names nobody leaves it to any one person.
    mutating func askDeciders(_ route: ReviewRoute?) {
        guard let review = program.review else { return }
        state.deciding = Deciding(
            queue: route?.queue ?? review.queue, group: review.group, eyes: route?.eyes ?? review.eyes)
        putToDeciders(review)
    }

    private mutating func putToDeciders(_ review: FlowReview) {
        if state.deciding?.until != nil { orders.append(.cancelTimer(.review)) }
        let until = review.within.map { state.now + $0 }
        state.deciding?.until = until
        if let until { orders.append(.setTimer(.review, at: until)) }
        if let question = openDecision { orders.append(.askReviewer(question)) }
    }

    /// The decision that people are asked for; `nil` where nobody is asked in particular.
    var openDecision: Question? {
        guard state.phase == .reviewNeeded, let deciding = state.deciding else { return nil }
        return Question(
            step: "", queue: deciding.queue, group: deciding.group,
            answers: [ReviewDecision.Answer.verify, .reject].map(\.rawValue), until: deciding.until)
    }

    /// Nobody is asked any more.
    mutating func forgetDeciders() {
        if state.deciding?.until != nil { orders.append(.cancelTimer(.review)) }
        state.deciding = nil
        state.incidents.removeAll { $0.subject == .review }
    }

    mutating func takeDecision(_ decision: ReviewDecision) throws(RefusedEvent) {
        guard state.phase == .reviewNeeded else { throw refusal("review_decided") }
        if let violation = violation(by: decision.answer.phase.status) {
            throw RefusedEvent(subject: violation.by, state: "violated", event: "review_decided")
        }
        guard var deciding = state.deciding, let review = program.review else {
            return try settle(decision, [decision.by])
        }
        switch try deciding.people.take(decision.answer.rawValue, by: decision.by, needing: deciding.eyes) {
        case .more: state.deciding = deciding
        case .agreed: try settle(decision, deciding.people.people)
        case .split where review.onSplit == .reject:
            try settle(ReviewDecision(answer: .reject, by: decision.by, reason: "split"), deciding.people.people)
        case .split:
            state.deciding = deciding
            escalateDecision(review)
        }
    }

    private mutating func settle(_ decision: ReviewDecision, _ people: [String]) throws(RefusedEvent) {
        state.reason = decision.reason
        state.decision = Decision(by: "person \(people.joined(separator: ", "))", note: nil, missing: [])
        try move(to: decision.answer.phase, on: .personDecided)
    }

    private mutating func escalateDecision(_ review: FlowReview) {
        state.deciding?.people.escalate()
        state.deciding?.group = review.escalateTo
        putToDeciders(review)
    }

    mutating func decisionOverdue() throws(RefusedEvent) {
        guard state.phase == .reviewNeeded, let review = program.review, let deciding = state.deciding,
            let until = deciding.until, until <= state.now
        else { return }
        state.deciding?.until = nil
        switch review.onTimeout {
        case .escalate where !deciding.people.isEscalated: escalateDecision(review)
        case .reject: try endReview(.rejected)
        case .expire: try endReview(.expired)
        case .incident, .escalate: raiseUndecided()
        }
    }

    private mutating func endReview(_ phase: RunPhase) throws(RefusedEvent) {
        if violation(by: phase.status) != nil { return raiseUndecided() }
        state.decision = Decision(by: "on_timeout of review", note: nil, missing: [])
        state.reason = "late"
        try move(to: phase, on: .reviewOverdue)
    }

    private mutating func raiseUndecided() {
        guard let deciding = state.deciding else { return }
        raise(
            Incident(
                id: "incident/review/late/\(state.now.milliseconds)", subject: .review,
                at: "review.\(deciding.queue)", activity: "",
                problem: CallProblem(kind: .refused, detail: "nobody decided in time"), effectPossible: false,
                since: state.now, verbs: [.retry]))
    }

    /// An operator puts the question once more.
    mutating func resolveReview() {
        guard let review = program.review, state.deciding != nil else { return }
        putToDeciders(review)
    }

    // MARK: What brings a run back, or on

    /// Something has come up about a run that was decided: nothing flips by itself, people look at it.
    mutating func reopen(reason: String, by: String) throws(RefusedEvent) {
        guard state.phase == .verified || state.phase == .rejected else { return }
        state.decision = Decision(by: by, note: nil, missing: [])
        state.reason = reason
        try move(to: .reviewNeeded, on: .reopened)
        for step in program.after ?? [] where state.steps[step.id]?.phase == .skipped {
            try move(step: step.id, to: .idle, on: .repeated)
        }
    }

    /// A vendor's answer that comes while people look: what the step said is said anew, and the rules are run again.
    mutating func follow(_ outcome: ActivityEnd.Outcome, _ step: CheckStep, of vendor: String) throws(RefusedEvent) {
        guard state.phase == .reviewNeeded, program.review?.follows == true, case .answered(let answer) = outcome,
            let progress = state.steps[step.id], progress.phase == .concluded, progress.ended != .skipped,
            let verdict = verdict(of: answer, by: vendor, step)
        else { return }
        state.verifications[vendor]?.status = answer.status
        state.steps[step.id]?.by = vendor
        state.steps[step.id]?.ended = .answered
        state.steps[step.id]?.verdict = verdict
        state.steps[step.id]?.result = answer.result
        state.steps[step.id]?.reasons += answer.reasons
        try decide()
    }
}

/// The decision of a run in review, as it stands with the people who are asked for it.
public struct Deciding: Codable, Hashable, Sendable {
    public internal(set) var queue: String
    public internal(set) var group: String?
    public internal(set) var eyes: Int
    public internal(set) var people = ReviewState()
    public internal(set) var until: Moment?
}

extension ReviewState {
    /// What one more answer makes of a question.
    enum Progress {
        /// More people have to say the same.
        case more
        case agreed
        /// They do not agree.
        case split
    }

    /// Takes a person's answer; nobody has two.
    mutating func take(_ answer: String, by person: String, needing eyes: Int) throws(RefusedEvent) -> Progress {
        guard !people.contains(person) else {
            throw RefusedEvent(subject: "review", state: "same_person", event: "review_decided")
        }
        people.append(person)
        given.append(ReviewAnswer(step: "", answer: answer, by: person))
        if Set(given.map(\.answer)).count > 1 { return .split }
        return isEscalated || given.count >= eyes ? .agreed : .more
    }

    /// The question goes to others; what was said so far counts no more.
    mutating func escalate() {
        isEscalated = true
        given = []
    }
}

extension ReviewDecision.Answer {
    fileprivate var phase: RunPhase { self == .verify ? .verified : .rejected }
}
