public import Expressions
public import Vocabulary

/// How a verification lives at the vendor: which operation opens it, takes metadata and closes it.
public struct VerificationBinding: Hashable, Sendable {
    /// When metadata goes to the vendor; the first whose condition over `settings` holds.
    public struct MetadataRule: Hashable, Sendable {
        public enum Timing: Hashable, Sendable {
            case never
            case atCreate
            /// A call of its own, after the checks and before finalize.
            case operation(String)
        }

        public var timing: Timing
        public var condition: CheckedExpression?

        public init(_ timing: Timing, when condition: CheckedExpression? = nil) {
            self.timing = timing
            self.condition = condition
        }
    }

    public var create: String
    public var metadata: [MetadataRule]
    /// `nil` where the vendor has no closing call.
    public var finalize: String?
    /// `nil` where leaving a verification is a note of ours only.
    public var abandon: String?
    /// What erases it, in this order; `nil` where nothing does.
    public var erase: [String]?
    /// What can be had of it.
    public var evidence: [PackEvidence] = []
    /// How often a session's status is read while no news comes; `nil` where only silence is asked about.
    public var polling: Polling?

    public init(create: String, metadata: [MetadataRule], finalize: String?, abandon: String?, polling: Polling? = nil)
    {
        self.create = create
        self.metadata = metadata
        self.finalize = finalize
        self.abandon = abandon
        self.polling = polling
    }
}

/// Something that the vendor keeps beside verifications, such as a person, and that they are opened for.
public struct VendorObject: Hashable, Sendable {
    /// `applicant`: expressions find its id at `objects.applicant.id`.
    public var name: String
    /// Makes it; may be sent twice.
    public var operation: String

    public init(name: String, operation: String) {
        self.name = name
        self.operation = operation
    }
}

/// The vendor's closed list of statuses, each with what it means to us.
public struct StatusTable: Hashable, Sendable {
    public enum Meaning: Hashable, Sendable {
        case status(RunStatus, verdict: Verdict?)
        case failure(ErrorKind)
        /// A session that goes on, and who has to act.
        case open(Holder)
        /// A session that ended without an answer.
        case ended(Cause)
        /// Not closed yet; `detail` points to the names of what is missing.
        case incomplete(detail: JSONPointer?)
    }

    /// When a status asks the applicant to try again instead of standing.
    public enum Again: Hashable, Sendable {
        /// When the answer's own words are those of a capture that may be repeated, or for another reason where they are
        /// none of them.
        case codes(otherwise: String?)
        case reason(String)
    }

    public struct Arm: Hashable, Sendable {
        public var value: Value
        /// Other spellings of the same status: its name beside its number.
        public var also: [Value]
        public var meaning: Meaning
        public var again: Again?

        public init(_ value: Value, also: [Value] = [], _ meaning: Meaning, again: Again? = nil) {
            self.value = value
            self.also = also
            self.meaning = meaning
            self.again = again
        }
    }

    /// The operation whose result holds the status; `nil` where each answer of a session says where it is.
    public var operation: String?
    /// The field of that result.
    public var field: String
    /// Words are compared with case folded and blanks and underscores alike.
    public var fold: Bool
    public var arms: [Arm]
    /// Whether a status that is not in the list stops the run for an operator instead of sending it to review.
    public var unknownIsIncident: Bool

    public init(operation: String?, field: String, fold: Bool, arms: [Arm], unknownIsIncident: Bool) {
        self.operation = operation
        self.field = field
        self.fold = fold
        self.arms = arms
        self.unknownIsIncident = unknownIsIncident
    }
}
