import EngineStore
import FlowIR
import FlowMachine
import Vocabulary

/// A run as its owner sees it: the answer to *why this status* and *why is it waiting*. It holds no personal value.
struct RunView: Encodable, Sendable {
    struct Decided: Encodable, Sendable {
        var by: String
        /// `retail-onboarding.yaml:52`.
        var at: String?
        var notKnown: [String]
    }

    struct Step: Encodable, Sendable {
        var id: String
        var ended: String?
        var verdict: String
        var by: String?
        var attempts: Int
        var reasons: [String]
    }

    struct Vendor: Encodable, Sendable {
        var name: String
        var verification: String?
        var status: String?
    }

    struct Ask: Encodable, Sendable {
        var step: String
        var fields: [String]
        var reason: String
        var until: String?
    }

    struct OpenIncident: Encodable, Sendable {
        var id: String
        var at: String
        var problem: String
        var vendorMayHaveActed: Bool
        var since: String
        var verbs: [String]
    }

    struct Doubt: Encodable, Sendable {
        var at: String
        var allowedBy: String
    }

    struct Waiting: Encodable, Sendable {
        /// `applicant`, `operator`, `reviewer` or `vendor`.
        var `for`: String
        var on: String
        var until: String?
    }

    var id: String
    var flow: String
    var version: Int
    var profile: String?
    var digest: String
    var status: String
    var reason: String?
    var decided: Decided?
    var waiting: Waiting?
    var asks: [Ask]
    var steps: [Step]
    var vendors: [Vendor]
    var incidents: [OpenIncident]
    var possibleOrphans: [Doubt]
    var calls: Int
    var createdAt: String
    var updatedAt: String

    init(_ program: FlowProgram, _ state: RunState, digest: String) {
        id = state.run
        flow = program.flow
        version = program.version
        profile = program.profile
        self.digest = digest
        status = state.status.rawValue
        reason = state.reason
        decided = state.decision.map { Decided(by: $0.by, at: $0.note, notKnown: $0.missing) }
        asks = state.asks.values.sorted { $0.step < $1.step }.map {
            Ask(step: $0.step, fields: $0.fields, reason: $0.reason, until: $0.until?.rfc3339)
        }
        steps = program.steps.compactMap { step in
            state.steps[step.id].map {
                Step(
                    id: step.id, ended: $0.ended?.rawValue, verdict: $0.verdict.rawValue, by: $0.by,
                    attempts: $0.attempts, reasons: $0.reasons)
            }
        }
        vendors = program.vendors.compactMap { use in
            state.verifications[use.name].map {
                Vendor(name: use.name, verification: $0.id, status: $0.status?.rawValue)
            }
        }
        incidents = state.incidents.map {
            OpenIncident(
                id: $0.id, at: $0.at, problem: $0.problem.kind.rawValue, vendorMayHaveActed: $0.effectPossible,
                since: $0.since.rfc3339, verbs: $0.verbs.map(\.rawValue))
        }
        possibleOrphans = state.orphans.map { Doubt(at: $0.at, allowedBy: $0.permittedBy) }
        calls = state.calls
        createdAt = state.createdAt.rfc3339
        updatedAt = state.now.rfc3339
        waiting = Self.waiting(state)
    }

    private static func waiting(_ state: RunState) -> Waiting? {
        if let incident = state.incidents.first { return Waiting(for: "operator", on: incident.at) }
        if let ask = state.asks.values.min(by: { $0.step < $1.step }) {
            return Waiting(for: "applicant", on: ask.step, until: ask.until?.rfc3339)
        }
        if state.status == .reviewNeeded { return Waiting(for: "reviewer", on: state.reason ?? "review") }
        if let activity = state.activities.values.min(by: { $0.id < $1.id }) {
            return Waiting(for: "vendor", on: activity.name)
        }
        return nil
    }
}

/// A run in a list.
struct RunSummary: Encodable, Sendable {
    var id: String
    var flow: String
    var version: String
    var status: String
    var reason: String?
    var decidedBy: String?
    var waitingOn: String?
    var incident: String?
    var createdAt: String
    var updatedAt: String

    init(_ row: RunRow) {
        id = row.run.text
        flow = row.flow
        version = row.version
        status = row.status.rawValue
        reason = row.reason
        decidedBy = row.decidedBy
        waitingOn = row.waitingOn
        incident = row.incident
        createdAt = row.createdAt.rfc3339
        updatedAt = row.updatedAt.rfc3339
    }
}

/// An event of a run's history, without what is personal in it.
struct EventView: Encodable, Sendable {
    var sequence: Int
    var at: String
    var kind: String
    var activity: String?
    var calls: Int?
    var outcome: String?
    var step: String?
    var fields: [String]?
    var timer: String?
    var by: String?

    init(_ event: Event, sequence: Int) {
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
        }
    }
}

extension ActivityEnd.Outcome {
    fileprivate var word: String {
        switch self {
        case .answered: "answered"
        case .unusable(let reason, _): reason
        case .incomplete: "incomplete"
        case .exhausted(let problem): problem.kind.rawValue
        case .lost: "lost"
        }
    }
}
