public import Expressions
public import FlowIR
public import Vocabulary

/// All that a run remembers; its snapshot is this value as JSON.
public struct RunState: Codable, Hashable, Sendable {
    public internal(set) var run = ""
    public internal(set) var phase: RunPhase = .created
    public internal(set) var reason: String?
    public internal(set) var decision: Decision?
    public internal(set) var createdAt = Moment(milliseconds: 0)
    /// The time of the latest event; `run.now` in expressions.
    public internal(set) var now = Moment(milliseconds: 0)
    public internal(set) var applicant: [String: Value] = [:]
    public internal(set) var flags: [String: Value] = [:]
    /// Keys that were patched; they win over the flow's own `metadata`.
    public internal(set) var metadataPatch: [String: Value] = [:]
    /// What was sent to vendors, from the moment that finalizing begins.
    public internal(set) var metadata: [String: Value] = [:]
    public internal(set) var steps: [String: StepState] = [:]
    public internal(set) var verifications: [String: VerificationState] = [:]
    /// In flight, by id.
    public internal(set) var activities: [String: Activity] = [:]
    public internal(set) var incidents: [Incident] = []
    public internal(set) var asks: [String: Ask] = [:]
    /// Vendor calls sent so far.
    public internal(set) var calls = 0
    /// Creates and checks whose answer was lost and that were sent again or left behind.
    public internal(set) var orphans: [Orphan] = []
    /// News of sessions whose opening has not been answered yet; `nil` for none.
    var earlyNews: [News]?
    /// Final words that a vendor took back later; `nil` for none.
    public internal(set) var overturned: [Overturn]?
    /// The run that started this one.
    public internal(set) var parent: ParentLink?
    /// Whether the parent knows how this run ended; `nil` for not yet.
    var told: Bool?
    /// What the flow says about a run that it failed itself; `nil` for none.
    public internal(set) var problem: FlowProblem?
    /// Whom a run in review waits for; `nil` where that is anybody.
    public internal(set) var deciding: Deciding?
    /// What was fetched and kept once the run was decided, by `vendor/name`; null for what could not be had.
    public internal(set) var evidence: [String: Value]?
    /// The caller has said its last word; `nil` for not yet.
    var isReleased: Bool?

    public init() {}

    public var status: RunStatus { phase.status }
    var hasTold: Bool { told == true }
}

/// Why a run has its status: the rule, the remedy or the person that decided.
public struct Decision: Codable, Hashable, Sendable {
    /// `rule 3 (review)`, `on_exhausted of aml`, `person ann`.
    public var by: String
    /// The place of the rule: `flow.yaml:41`.
    public var note: String?
    /// What could not be known, for an undetermined rule.
    public var missing: [String]
    /// For `review`, other people than the flow's own.
    var route: ReviewRoute?

    init(by: String, note: String?, missing: [String], route: ReviewRoute? = nil) {
        self.by = by
        self.note = note
        self.missing = missing
        self.route = route
    }
}

/// One step of the run. What vendors answer is empty for one that is no check.
public struct StepState: Codable, Hashable, Sendable {
    public internal(set) var phase: StepPhase = .idle
    public internal(set) var ended: Ended?
    public internal(set) var verdict: Verdict = .unknown
    /// An `unknown` that `skip` or a false `when` allowed.
    public internal(set) var isExcused = false
    public internal(set) var vendorIndex = 0
    /// The vendor that answered.
    public internal(set) var by: String?
    public internal(set) var attempts = 0
    /// Repeats of a call whose answer was lost, in this attempt at this vendor.
    public internal(set) var round = 0
    public internal(set) var reasons: [String] = []
    public internal(set) var result: [String: Value] = [:]
    public internal(set) var problem: CallProblem?
    /// Why there is no answer, while an operator is asked.
    public internal(set) var haltedBy: Cause?
    /// Of a hosted check, from its link to its answer.
    public internal(set) var session: SessionState?
    /// The end of a `wait`, of a block's pause, or of the time that a review has.
    public internal(set) var until: Moment?
    /// Rounds of the block around it that are over; `nil` for none.
    public internal(set) var laps: Int?
    /// The deadline of what it is in, or its own, is over: it is not repeated; `nil` for not.
    var isOverdue: Bool?
    /// Of a `choose`, the branch that was taken, from 0.
    public internal(set) var branch: Int?
    /// Of a `parallel`, how its join ended.
    public internal(set) var join: JoinState?
    /// Of a `review`, what people said.
    public internal(set) var review: ReviewState?
    /// Of a `flow`, the runs that it started or is going to start.
    public internal(set) var children: [ChildState]?
    /// Of an `each`, the list as it was when the step began.
    var items: [Value]?
    /// Of what a monitor watches, from its start.
    public internal(set) var watch: WatchState?
    /// Photos and files of the vendor's that are still on their way, by activity; `nil` for none.
    var fetching: [String]?
    /// When the step began to ask, where it reminds.
    public internal(set) var askedAt: Moment?

    public var hasEnded: Bool { phase == .concluded || phase == .skipped }

    /// Tells the calls of one round of a block from those of another: `:2`.
    var lapMark: String { laps.map { ":\($0 + 1)" } ?? "" }
}

/// The members of a join, counted.
public struct JoinState: Codable, Hashable, Sendable {
    public internal(set) var met = false
    public internal(set) var passed = 0
    public internal(set) var failed = 0
    /// Those with a verdict of any kind.
    public internal(set) var answered = 0
}

/// One question to people, and what they have said so far.
public struct ReviewState: Codable, Hashable, Sendable {
    /// In order; of the present question alone, once it is escalated.
    public internal(set) var given: [ReviewAnswer] = []
    /// Everybody who has ever answered it, for no one may twice.
    public internal(set) var people: [String] = []
    public internal(set) var isEscalated = false
    /// What stands, once it is settled.
    public internal(set) var answer: String?
}

/// One hosted check's link and the session behind it.
public struct SessionState: Codable, Hashable, Sendable {
    public internal(set) var vendor: String
    /// The end of our link, over all attempts.
    public internal(set) var linkUntil: Moment
    /// What the vendor gave for the applicant: `url` and what an app needs. Secret; empty while no session is alive.
    public internal(set) var access: [String: Value] = [:]
    /// The end of the vendor's own link.
    public internal(set) var endsAt: Moment?
    /// When the vendor's silence has lasted long enough to ask.
    public internal(set) var patientUntil: Moment?
    /// Sessions that ran out unused and did not count as attempts.
    public internal(set) var unused = 0
    /// The vendor's own people look, and have a time of their own; `nil` for not.
    var isReviewed: Bool?
    /// Readings of the status, over all attempts.
    public internal(set) var reads = 0
    /// Why the applicant is asked; `session` for the first time.
    public internal(set) var reason = "session"
}

/// A vendor that changed its final word.
public struct Overturn: Codable, Hashable, Sendable {
    public var vendor: String
    public var status: RunStatus
    public var at: Moment
}

/// One verification at a vendor.
public struct VerificationState: Codable, Hashable, Sendable {
    public internal(set) var phase: VerificationPhase = .unopened
    public internal(set) var id: String?
    /// Those that other attempts replaced; `nil` for none.
    var formerIDs: [String]?
    public internal(set) var openedAt: Moment?
    /// Repeats of create, and once open of what closes it.
    public internal(set) var round = 0
    /// The vendor's final word; `nil` until closed, and when it gave none.
    public internal(set) var status: RunStatus?
    /// The vendor closed it, or there is nothing to close.
    public internal(set) var isFinalized = false
    public internal(set) var missing: [String] = []
    /// A check was answered in it, be it with a capture that cannot be used. One that never was is abandoned.
    public internal(set) var hasAnswered = false
    /// Raised when a step needs this verification: its create was lost, and the step that wanted it went elsewhere.
    public internal(set) var heldIncident: Incident?
    /// Kinds of news by which the vendor said that something can be fetched; `nil` for none.
    var announced: [String]?
    /// A step went on to another vendor, so an incomplete end is no contradiction.
    public internal(set) var wasLeft = false
    /// The vendor's ids of what was opened before; `nil` for none.
    public internal(set) var objects: [String: String]?
    /// Calls to create, up to the last that opened it; `nil` for one without sessions.
    var creates: Int?
    /// Pages asked for within verifications; `nil` for none.
    var pages: Int?
}

/// A call that may have had an effect nobody heard of.
public struct Orphan: Codable, Hashable, Sendable {
    public var activity: String
    /// `idmeta.create`.
    public var at: String
    /// What let the run go on: a setting of the flow, an operator's verb, a failover.
    public var permittedBy: String
}

extension RunPhase {
    /// The word that others see.
    public var status: RunStatus {
        switch self {
        case .created: .created
        case .inProgress, .finalizing: .inProgress
        case .awaitingInput: .awaitingInput
        case .reviewNeeded: .reviewNeeded
        case .verified: .verified
        case .rejected: .rejected
        case .expired: .expired
        case .cancelled: .cancelled
        case .failed: .failed
        }
    }
}
