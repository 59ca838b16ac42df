public import FlowMachine
import Vocabulary

/// An event of a run's history, without what is personal in it.
public struct EventView: Codable, Sendable {
    public var sequence: Int
    public var at: String
    public var kind: String
    public var activity: String?
    public var calls: Int?
    public var outcome: String?
    public var step: String?
    public var fields: [String]?
    public var timer: String?
    public var by: String?

    public init(_ event: Event, sequence: Int) {
        self.sequence = sequence
        at = event.at.rfc3339
        kind = event.fact.name
        switch event.fact {
        case .created: break
        case .activityEnded(let end):
            activity = end.activity
            calls = end.calls
            outcome = end.outcome.word
        case .inputReceived(let step, let values):
            self.step = step
            fields = values.keys.sorted()
        case .linkFollowed(let step): self.step = step
        case .newsReceived(let news):
            by = news.vendor
            outcome = news.outcome.word
        case .hintReceived(let hint):
            by = hint.vendor
            outcome = "hint"
        case .timerFired(let timer): self.timer = timer.rawValue
        case .metadataPatched(let patch): fields = patch.keys.sorted()
        case .cancelled(let by): self.by = by
        case .incidentResolved(let incident, let verb, let by):
            activity = incident
            outcome = verb.rawValue
            self.by = by
        case .reviewDecided(let decision):
            outcome = decision.answer.rawValue
            by = decision.by
        case .childStarted(let step, let child, _):
            self.step = step
            activity = child
        case .childEnded(let end):
            step = end.step
            activity = end.child
            outcome = end.status.rawValue
        case .parentTold, .finalizeRequested: break
        case .reviewAnswered(let answer):
            step = answer.step
            outcome = answer.answer
            by = answer.by
        }
    }
}

/// All that happened to a run, in order.
struct RunHistory: Codable, Sendable {
    var events: [EventView]
}

extension ActivityEnd.Outcome {
    fileprivate var word: String {
        switch self {
        case .answered: "answered"
        case .unusable(let reason, _): reason
        case .incomplete: "incomplete"
        case .exhausted(let problem): problem.kind.rawValue
        case .lost: "lost"
        case .pending(let holder): "pending_\(holder.rawValue)"
        case .ended(let cause): cause.rawValue
        }
    }
}
