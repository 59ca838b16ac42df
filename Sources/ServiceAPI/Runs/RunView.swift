public import FlowIR
public import FlowMachine
import Vocabulary

/// A run as its owner sees it: the answer to *why this status* and *why is it waiting*. It holds no personal value.
public struct RunView: Codable, Sendable {
    public struct Decided: Codable, Sendable {
        public var by: String
        /// `retail-onboarding.yaml:52`.
        public var at: String?
        public var notKnown: [String]
    }

    public struct Step: Codable, Sendable {
        public var id: String
        public var ended: String?
        public var verdict: String
        public var by: String?
        public var attempts: Int
        public var reasons: [String]
    }

    /// A run that a step of this one started.
    public struct Child: Codable, Sendable {
        public var step: String
        public var run: String?
        public var status: String?
        public var reason: String?
    }

    public struct Vendor: Codable, Sendable {
        public var name: String
        public var verification: String?
        public var status: String?
        public var phase: String
    }

    public struct Ask: Codable, Sendable {
        public var step: String
        public var fields: [String]
        public var reason: String
        public var until: String?
        /// `applicant` or `caller`.
        public var from: String
    }

    /// A question to people.
    public struct Question: Codable, Sendable {
        /// `nil` for the decision of the run itself.
        public var step: String?
        public var queue: String
        /// Who may answer.
        public var group: String?
        public var question: String?
        /// The checks whose results are the evidence.
        public var shows: [String]
        public var answers: [String]
        /// How many have to agree, and how many have answered.
        public var eyes: Int
        public var answered: Int
        public var until: String?
    }

    /// What the applicant has to do now.
    public struct Action: Codable, Sendable {
        /// `open_link` or `give_input`.
        public var kind: String
        public var step: String
        /// For `open_link`: ours, the same over all attempts.
        public var url: String?
        public var until: String?
    }

    /// A vendor that changed its final word; nothing follows by itself.
    public struct Overturned: Codable, Sendable {
        public var vendor: String
        public var status: String
        public var at: String
    }

    public struct OpenIncident: Codable, Sendable {
        public var id: String
        public var at: String
        public var problem: String
        public var vendorMayHaveActed: Bool
        public var since: String
        public var verbs: [String]
    }

    public struct Doubt: Codable, Sendable {
        public var at: String
        public var allowedBy: String
    }

    public struct Waiting: Codable, Sendable {
        /// `applicant`, `caller`, `flow`, `operator`, `reviewer`, `timer` or `vendor`.
        public var `for`: String
        public var on: String
        public var until: String?
    }

    public var id: String
    public var flow: String
    public var version: Int
    public var profile: String?
    /// Of the program that it is pinned to.
    public var digest: String?
    public var status: String
    public var reason: String?
    public var decided: Decided?
    /// What a `fail` of the flow says of itself (RFC 9457).
    public var problem: FlowProblem?
    public var waiting: Waiting?
    public var asks: [Ask]
    public var questions: [Question]
    public var action: Action?
    public var steps: [Step]
    public var children: [Child]
    /// The run whose step started this one.
    public var parent: String?
    public var vendors: [Vendor]
    public var incidents: [OpenIncident]
    public var possibleOrphans: [Doubt]
    public var overturned: [Overturned]
    /// Vendor calls sent so far.
    public var callCount: Int
    public var createdAt: String
    public var updatedAt: String

    public init(_ program: FlowProgram, _ state: RunState, digest: String?) {
        id = state.run
        flow = program.flow
        version = program.version
        profile = program.profile
        self.digest = digest
        status = state.status.rawValue
        reason = state.reason
        decided = state.decision.map { Decided(by: $0.by, at: $0.note, notKnown: $0.missing) }
        action = state.asks.values.filter { $0.source != .caller }.min { $0.step < $1.step }.map {
            Action(kind: $0.isLink ? "open_link" : "give_input", step: $0.step, until: $0.until?.rfc3339)
        }
        asks = state.asks.values.sorted { $0.step < $1.step }.map {
            Ask(
                step: $0.step, fields: $0.fields, reason: $0.reason, until: $0.until?.rfc3339,
                from: ($0.source ?? .applicant).rawValue)
        }
        questions = Self.questions(Machine(program, state: state))
        let begun = (program.after ?? []).filter { state.steps[$0.id]?.phase != .idle }
        steps = (program.checks + begun).compactMap { step in
            state.steps[step.id].map {
                Step(
                    id: step.id, ended: $0.ended?.rawValue, verdict: $0.verdict.rawValue, by: $0.by,
                    attempts: $0.attempts, reasons: $0.reasons)
            }
        }
        children = program.allSteps.flatMap { step in
            (state.steps[step.id]?.children ?? []).map {
                Child(step: step.id, run: $0.run, status: $0.status?.rawValue, reason: $0.reason)
            }
        }
        parent = state.parent?.run
        vendors = program.vendors.compactMap { use in
            state.verifications[use.name].map {
                Vendor(
                    name: use.name, verification: use.hasSecretIDs == true ? nil : $0.id, status: $0.status?.rawValue,
                    phase: $0.phase.rawValue)
            }
        }
        incidents = state.incidents.map {
            OpenIncident(
                id: $0.id, at: $0.at, problem: $0.problem.kind.rawValue, vendorMayHaveActed: $0.effectPossible,
                since: $0.since.rfc3339, verbs: $0.verbs.map(\.rawValue))
        }
        possibleOrphans = state.orphans.map { Doubt(at: $0.at, allowedBy: $0.permittedBy) }
        problem = state.problem
        overturned = (state.overturned ?? []).map {
            Overturned(vendor: $0.vendor, status: $0.status.rawValue, at: $0.at.rfc3339)
        }
        callCount = state.calls
        createdAt = state.createdAt.rfc3339
        updatedAt = state.now.rfc3339
        waiting = Self.waiting(state)
    }

    private static func questions(_ machine: Machine) -> [Question] {
        machine.questions.compactMap { question in
            guard case .review(let step)? = machine.program.node(question.step) else {
                let deciding = machine.state.deciding
                return Question(
                    step: nil, queue: question.queue, group: question.group, question: nil, shows: [],
                    answers: question.answers, eyes: deciding?.people.isEscalated == true ? 1 : deciding?.eyes ?? 1,
                    answered: deciding?.people.given.count ?? 0, until: question.until?.rfc3339)
            }
            let review = machine.state.steps[question.step]?.review
            return Question(
                step: question.step, queue: question.queue, group: question.group, question: step.question,
                shows: step.shows, answers: question.answers, eyes: review?.isEscalated == true ? 1 : step.eyes,
                answered: review?.given.count ?? 0, until: question.until?.rfc3339)
        }
    }

    private static func waiting(_ state: RunState) -> Waiting? {
        if let incident = state.incidents.first { return Waiting(for: "operator", on: incident.at) }
        if let ask = state.asks.values.min(by: { $0.step < $1.step }) {
            return Waiting(for: (ask.source ?? .applicant).rawValue, on: ask.step, until: ask.until?.rfc3339)
        }
        if let (id, step) = state.steps.filter({ $0.value.phase == .awaitingReviewer }).min(by: { $0.key < $1.key }) {
            return Waiting(for: "reviewer", on: id, until: step.until?.rfc3339)
        }
        if state.status == .reviewNeeded { return Waiting(for: "reviewer", on: state.reason ?? "review") }
        if let activity = state.activities.values.min(by: { $0.id < $1.id }) {
            return Waiting(for: "vendor", on: activity.name)
        }
        if let (id, step) = state.steps.filter({ $0.value.phase == .awaitingVendor }).min(by: { $0.key < $1.key }) {
            return Waiting(
                for: "vendor", on: "\(step.session?.vendor ?? "").\(id)", until: step.session?.patientUntil?.rfc3339)
        }
        if let (id, step) = state.steps.filter({ $0.value.phase == .awaitingFlow }).min(by: { $0.key < $1.key }) {
            return Waiting(for: "flow", on: id, until: step.until?.rfc3339)
        }
        if let (id, step) = state.steps.filter({ $0.value.phase == .waiting }).min(by: { $0.key < $1.key }) {
            return Waiting(for: "timer", on: id, until: step.until?.rfc3339)
        }
        return nil
    }
}
