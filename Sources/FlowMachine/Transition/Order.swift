public import Expressions
public import FlowIR
public import Vocabulary

/// What must now be done, in the imperative. The caller commits the state first and acts afterwards.
public enum Order: Codable, Hashable, Sendable {
    case perform(Activity)
    /// Nobody waits for its answer any more: send nothing new for it.
    case abandon(activity: String)
    case setTimer(TimerName, at: Moment)
    case cancelTimer(TimerName)
    case askApplicant(Ask)
    /// Asks people; for a question that was put before, other people.
    case askReviewer(Question)
    /// Nobody has answered yet.
    case remind(step: String)
    /// Starts a run of another flow; more than once for the same child, until it is confirmed.
    case startChild(ChildRun)
    case tellParent(ParentLink, ChildEnd)
    case raiseIncident(Incident)
    /// Tells operators of something that is theirs to mend, whether or not the run goes on without it.
    case alert(Alert)
    /// The time that the flow keeps runs is over: erases this one, here and at its vendors.
    case erase
    /// The status changed; tell whoever asked to be told.
    case announce(RunStatus, reason: String?)
}

/// A vendor that works for nobody until somebody mends it: it is out of credit, or refuses our credentials.
public struct Alert: Codable, Hashable, Sendable {
    /// `out_of_credit`, `credentials` or `not_entitled`.
    public var kind: ErrorKind
    public var vendor: String
    /// The call that was refused: `idenfy.create`.
    public var at: String

    public init(kind: ErrorKind, vendor: String, at: String) {
        self.kind = kind
        self.vendor = vendor
        self.at = at
    }

    /// The kinds that are told of, in the order of the vocabulary.
    public static let kinds = ErrorKind.allCases.filter { $0.cause == .blocked }
}

/// One side effect at one vendor.
public struct Activity: Codable, Hashable, Sendable {
    public enum Role: Codable, Hashable, Sendable {
        /// Makes what a verification is opened for: a person, say.
        case object(name: String)
        case create
        /// Gives a page for another try in a verification.
        case attempt(step: String)
        case check(step: String, kind: String)
        /// Does something for its effect alone.
        case act(step: String, name: String)
        /// Asks what became of a hosted session.
        case read(step: String, kind: String)
        case metadata
        case finalize
        /// Fetches a photo or a file of the vendor's: for a step that is read, or as evidence of a decided run.
        case artifact(step: String?, name: String)
        /// Looks after what goes on being watched.
        case watch(step: String, WatchCall)
    }

    /// What is done about something that is watched.
    public enum WatchCall: String, Codable, Hashable, Sendable {
        case read = "monitored"
        case stop = "unmonitor"
    }

    /// Unique in the run and the same in every replay: `check/liveness/idmeta/2`.
    public var id: String
    public var role: Role
    public var vendor: String
    public var operation: String
    public var policy: CallPolicy
    /// A wait before the first call.
    public var delay: Interval
    /// The applicant's try that it belongs to, from 1.
    public var attempt: Int
    public var input: [String: Value]
    /// For opening a session: the vendor's own switches.
    public var options: [String: Value]?
    /// Those of the options that hold something of the run; `nil` for none.
    public var variedOptions: [String]?
    /// For opening a session: `link_for`, `finish_in`, `return_to`.
    public var session: [String: Value]?
    /// The parent run's verification at the same vendor; `nil` where there is none.
    public var parent: String?
    /// What the act, or check, gave that this call is about; `nil` for one about nothing earlier.
    public var made: [String: Value]?
    /// For a reading of what is watched: when it was read before, or begun.
    public var since: Moment?
    /// The vendor's ids of what was opened before the verification; `nil` for none.
    public var objects: [String: String]?
    /// For a reading that is repeated until something has changed.
    public var poll: Poll?
    /// The vendor's id of the verification, once there is one.
    public var verification: String?
    public var verificationOpenedAt: Moment?
    public var metadata: [String: Value]

    /// Whether it opens a verification, or what comes before one.
    var isOpening: Bool {
        switch role {
        case .object, .create: true
        default: false
        }
    }

    /// `idmeta.biometrics`: how scenarios, reports and incidents name it.
    public var name: String { "\(vendor).\(roleName)" }

    public var roleName: String {
        switch role {
        case .object(let name): name
        case .create: "create"
        case .attempt: "attempt"
        case .check(_, let kind): kind
        case .act(_, let name): name
        case .read: "read"
        case .metadata: "metadata"
        case .finalize: "finalize"
        case .artifact(_, let name): name
        case .watch(_, let call): call.rawValue
        }
    }

    public var step: String? {
        switch role {
        case .check(let step, _), .act(let step, _), .read(let step, _), .attempt(let step), .watch(let step, _):
            step
        case .artifact(let step, _): step
        case .object, .create, .metadata, .finalize: nil
        }
    }
}

/// How a session's status is read again and again, and which of its answers nobody has to hear of.
public struct Poll: Codable, Hashable, Sendable {
    public var polling: Polling
    /// The applicant is through: all that is still to come is the verdict.
    public var isCaptured: Bool
    /// That the vendor's own people look is news; `nil` where it is not.
    var awaitsReview: Bool?

    init(polling: Polling, isCaptured: Bool) {
        self.polling = polling
        self.isCaptured = isCaptured
    }

    /// Whether a session that is still with somebody is no news.
    public func expects(_ holder: Holder) -> Bool {
        if holder == .vendorReviewer, awaitsReview == true { return false }
        return isCaptured || holder == .applicant
    }
}

/// What the applicant is asked for, and why.
public struct Ask: Codable, Hashable, Sendable {
    public var step: String
    /// Empty when the applicant is to follow our link.
    public var fields: [String]
    public var reason: String
    public var until: Moment?
    /// `nil` where it is the applicant.
    public var source: CollectStep.Source?

    init(step: String, fields: [String], reason: String, until: Moment?, source: CollectStep.Source? = nil) {
        self.step = step
        self.fields = fields
        self.reason = reason
        self.until = until
        self.source = source
    }

    /// Whether the vendor's page is where the applicant has to go.
    public var isLink: Bool { fields.isEmpty && source == nil }
}

/// A question of a `review` step as it stands.
public struct Question: Codable, Hashable, Sendable {
    /// Empty for the decision of the run itself.
    public var step: String
    public var queue: String
    /// Who may answer; `nil` for everybody who reviews.
    public var group: String?
    public var answers: [String]
    public var until: Moment?
}

/// A run that needs an operator: what, where, since when, and the verbs that end it.
public struct Incident: Codable, Hashable, Sendable {
    public enum Subject: Codable, Hashable, Sendable {
        case step(String)
        case create(vendor: String)
        case metadata(vendor: String)
        /// Nobody decides a run in review.
        case review
    }

    public var id: String
    public var subject: Subject
    /// The call in doubt: `idmeta.create`.
    public var at: String
    /// The activity that it names.
    public var activity: String
    public var problem: CallProblem
    /// Whether the vendor may have acted on a call whose answer never came.
    public var effectPossible: Bool
    public var since: Moment
    public var verbs: [IncidentVerb]
}
