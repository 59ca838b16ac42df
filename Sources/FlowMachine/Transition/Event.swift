public import Expressions
public import Vocabulary

/// Something that happened to a run. A run is the fold of its events.
public struct Event: Codable, Hashable, Sendable {
    public var at: Moment
    public var fact: Fact

    public init(_ fact: Fact, at: Moment) {
        self.at = at
        self.fact = fact
    }
}

/// The facts, in the past tense.
public enum Fact: Codable, Hashable, Sendable {
    case created(Creation)
    case activityEnded(ActivityEnd)
    /// The applicant gave what was asked for; keys are applicant fields.
    case inputReceived(step: String, values: [String: Value])
    /// The applicant followed our link, and no session is alive.
    case linkFollowed(step: String)
    /// A vendor said something of a session by itself.
    case newsReceived(News)
    /// A vendor said that something happened to a session, and not what.
    case hintReceived(Hint)
    case timerFired(TimerName)
    case metadataPatched([String: Value])
    case cancelled(by: String)
    case incidentResolved(incident: String, verb: IncidentVerb, by: String)
    case reviewDecided(ReviewDecision)
    /// A person answered the question of a `review` step.
    case reviewAnswered(ReviewAnswer)
    /// A run that a step asked for is there.
    case childStarted(step: String, child: String, run: String)
    case childEnded(ChildEnd)
    /// The run that waits for this one knows how it ended.
    case parentTold
    /// The caller lets verifications be closed.
    case finalizeRequested

    /// The name that histories and stores show; never personal.
    public var name: String {
        switch self {
        case .created: "created"
        case .activityEnded: "activity_ended"
        case .inputReceived: "input_received"
        case .linkFollowed: "link_followed"
        case .newsReceived: "news_received"
        case .hintReceived: "hint_received"
        case .timerFired: "timer_fired"
        case .metadataPatched: "metadata_patched"
        case .cancelled: "cancelled"
        case .incidentResolved: "incident_resolved"
        case .reviewDecided: "review_decided"
        case .reviewAnswered: "review_answered"
        case .childStarted: "child_started"
        case .childEnded: "child_ended"
        case .parentTold: "parent_told"
        case .finalizeRequested: "finalize_requested"
        }
    }
}

/// What a run starts with. Values are checked by ``Intake`` before.
public struct Creation: Codable, Hashable, Sendable {
    public var run: String
    public var applicant: [String: Value]
    public var flags: [String: Value]
    /// Members that win over the flow's own `metadata`, as a later patch does.
    public var metadata: [String: Value]
    /// `nil` for a run that nobody's step started.
    public var parent: ParentLink?

    public init(
        run: String, applicant: [String: Value], flags: [String: Value] = [:], metadata: [String: Value] = [:],
        parent: ParentLink? = nil
    ) {
        self.parent = parent
        self.run = run
        self.applicant = applicant
        self.flags = flags
        self.metadata = metadata
    }
}

/// The one event that an activity leaves in a run's history.
public struct ActivityEnd: Codable, Hashable, Sendable {
    public var activity: String
    /// Calls sent for it.
    public var calls: Int
    public var outcome: Outcome

    public init(activity: String, calls: Int, outcome: Outcome) {
        self.activity = activity
        self.calls = calls
        self.outcome = outcome
    }

    public enum Outcome: Codable, Hashable, Sendable {
        case answered(Answer)
        /// The capture cannot be used; `field` is the input field it came in, where the pack knows.
        case unusable(reason: String, field: String?)
        /// The vendor will not finish the verification; `missing` names what it lacks.
        case incomplete(missing: [String])
        case exhausted(CallProblem)
        /// A session goes on; `by` says with whom.
        case pending(Holder)
        /// A session ended without an answer: the applicant refused, say.
        case ended(Cause)
        /// Sent, never answered, and not to be repeated by itself. `permit` is the setting that allows a repeat.
        case lost(CallProblem, permit: String?)
    }
}

/// What a vendor said of a session without being asked, already mapped by its pack.
public struct News: Codable, Hashable, Sendable {
    public var vendor: String
    /// The vendor's id of the session.
    public var verification: String
    /// The vendor's word for the kind of news.
    public var kind: String
    public var outcome: ActivityEnd.Outcome

    public init(vendor: String, verification: String, kind: String, outcome: ActivityEnd.Outcome) {
        self.vendor = vendor
        self.verification = verification
        self.kind = kind
        self.outcome = outcome
    }
}

/// A vendor's word that something happened to a session; what it was has to be read.
public struct Hint: Codable, Hashable, Sendable {
    public var vendor: String
    /// The vendor's id of the session.
    public var verification: String
    /// The vendor's word for the kind of news.
    public var kind: String
    /// A final word may have changed.
    public var mayOverturn: Bool

    public init(vendor: String, verification: String, kind: String, mayOverturn: Bool) {
        self.vendor = vendor
        self.verification = verification
        self.kind = kind
        self.mayOverturn = mayOverturn
    }
}

/// What a vendor answered, already mapped by its pack.
public struct Answer: Codable, Hashable, Sendable {
    public var result: [String: Value]
    public var verdict: Verdict?
    public var reasons: [String]
    /// The verification's status in our words, where the operation gives one.
    public var status: RunStatus?

    public init(
        result: [String: Value] = [:], verdict: Verdict? = nil, reasons: [String] = [], status: RunStatus? = nil
    ) {
        self.result = result
        self.verdict = verdict
        self.reasons = reasons
        self.status = status
    }
}

/// A person's decision on a run in review.
public struct ReviewDecision: Codable, Hashable, Sendable {
    public enum Answer: String, Codable, Hashable, Sendable { case verify, reject }

    public var answer: Answer
    /// A pseudonym, never a name.
    public var by: String
    public var reason: String?

    public init(answer: Answer, by: String, reason: String? = nil) {
        self.answer = answer
        self.by = by
        self.reason = reason
    }
}

/// A person's answer at a `review` step.
public struct ReviewAnswer: Codable, Hashable, Sendable {
    public var step: String
    /// One of the step's `answers`.
    public var answer: String
    /// A pseudonym, never a name.
    public var by: String
    public var reason: String?

    public init(step: String, answer: String, by: String, reason: String? = nil) {
        self.step = step
        self.answer = answer
        self.by = by
        self.reason = reason
    }
}

/// What an operator may do about an incident.
public enum IncidentVerb: String, Codable, Hashable, Sendable, CaseIterable {
    /// Send again; a person answers for a possible second effect.
    case retry
    /// Go on without; the verdict is `unknown` and blocks `verify`.
    case skip
    /// End the run as `failed`.
    case fail
}

/// The timers of a run.
public enum TimerName: Hashable, Sendable {
    case expiry
    case capture(step: String)
    /// A hosted session is overdue: its status is read.
    case session(step: String)
    /// The end of a `wait`, of a block's pause, or of the time that a review has.
    case wait(step: String)
    /// Whoever is asked has not answered yet.
    case remind(step: String)
    /// The start of children was not confirmed yet.
    case children(step: String)
    /// The run that waits for this one has not confirmed that it knows.
    case parent
    /// Nobody has decided a run in review in time.
    case review
    /// A run that has ended is not to be kept any longer.
    case keep
    /// All the time that a step has is over.
    case deadline(step: String)
}

extension TimerName: Codable, RawRepresentable {
    public var rawValue: String {
        switch self {
        case .expiry: "expiry"
        case .capture(let step): Self.capture + step
        case .session(let step): Self.session + step
        case .wait(let step): Self.wait + step
        case .remind(let step): Self.remind + step
        case .children(let step): Self.children + step
        case .deadline(let step): Self.deadline + step
        case .parent: "parent"
        case .review: "review"
        case .keep: "keep"
        }
    }

    public init?(rawValue: String) {
        if let plain = Self.plain[rawValue] {
            self = plain
        } else if rawValue.hasPrefix(Self.deadline) {
            self = .deadline(step: String(rawValue.dropFirst(Self.deadline.count)))
        } else if rawValue.hasPrefix(Self.capture) {
            self = .capture(step: String(rawValue.dropFirst(Self.capture.count)))
        } else if rawValue.hasPrefix(Self.session) {
            self = .session(step: String(rawValue.dropFirst(Self.session.count)))
        } else if rawValue.hasPrefix(Self.wait) {
            self = .wait(step: String(rawValue.dropFirst(Self.wait.count)))
        } else if rawValue.hasPrefix(Self.children) {
            self = .children(step: String(rawValue.dropFirst(Self.children.count)))
        } else if rawValue.hasPrefix(Self.remind) {
            self = .remind(step: String(rawValue.dropFirst(Self.remind.count)))
        } else {
            return nil
        }
    }

    private static let plain: [String: TimerName] = [
        "expiry": .expiry, "parent": .parent, "review": .review, "keep": .keep,
    ]
    private static let deadline = "deadline:"
    private static let capture = "capture:"
    private static let session = "session:"
    private static let wait = "wait:"
    private static let remind = "remind:"
    private static let children = "children:"
}
