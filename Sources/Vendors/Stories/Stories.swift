public import Expressions
public import Vocabulary

/// How a vendor behaves when it is played: compiled from a pack's `stories.yaml`.
public struct Stories: Hashable, Sendable {
    /// How the vendor names what it creates.
    public enum Identifiers: String, Hashable, Sendable, CaseIterable {
        case uuid, number
        /// Letters and digits alone.
        case word
    }

    /// Something of the opening request that later answers repeat.
    public struct Kept: Hashable, Sendable {
        public var name: String
        public var pointer: JSONPointer
        /// Where the request has nothing there.
        public var otherwise: Value

        public init(name: String, pointer: JSONPointer, otherwise: Value) {
            self.name = name
            self.pointer = pointer
            self.otherwise = otherwise
        }
    }

    public var identifiers: Identifiers
    /// What each of them begins with.
    public var prefix = ""
    public var kept: [Kept]
    /// A call for a verification that was never opened.
    public var unknownVerification: StoryAnswer
    /// A call that comes too late.
    public var closedVerification: StoryAnswer
    /// How the vendor says each kind of failure that it can say.
    public var failures: [ErrorKind: StoryAnswer]
    /// By the binding's name.
    public var operations: [String: StoryOperation]
    public var stories: [String: Story]
    /// By the binding's webhook.
    public var news: [String: StoryNews] = [:]
    /// What of an opening request is the same in all sessions of one run, so that they follow one script.
    public var series: String?
    /// By name, what follows when the applicant is through; any other name is one piece of news of that name.
    public var sessions: [String: [StoryDelivery]] = [:]

    public init(
        identifiers: Identifiers, kept: [Kept], unknownVerification: StoryAnswer, closedVerification: StoryAnswer,
        failures: [ErrorKind: StoryAnswer], operations: [String: StoryOperation], stories: [String: Story]
    ) {
        self.identifiers = identifiers
        self.kept = kept
        self.unknownVerification = unknownVerification
        self.closedVerification = closedVerification
        self.failures = failures
        self.operations = operations
        self.stories = stories
    }

    /// Stories that every pack has, named alike.
    public static let commonNames = [
        "approved", "declined", "review", "bad_photo_then_approved", "outage", "flaky", "slow", "inconclusive",
    ]

    /// The end of a session in which the applicant says on the page that they will not take part.
    public static let refusal = "refusal"

    /// Whether the vendor can tell that the applicant refuses.
    public var tellsRefusal: Bool { sessions[Self.refusal] != nil }

    /// An operation by its own name or that of a check it answers.
    public func operation(_ name: String) -> StoryOperation? {
        operations[name] ?? operations.values.filter { $0.checks.contains(name) }.min { $0.name < $1.name }
    }

    /// Whether a name is that of a check which the applicant makes on the vendor's page.
    public func isSession(_ name: String) -> Bool { operations.values.contains { $0.sessions.contains(name) } }
}

/// One story: which answer every operation gives, and what comes before or instead of it.
public struct Story: Hashable, Sendable {
    /// The name of an answer; an operation that has none of that name gives `approved`.
    public var answers: String
    /// By operation, one answer for each of the first calls.
    public var first: [String: [ScriptedAnswer]]
    /// By operation, the answer to every call beyond those.
    public var each: [String: ScriptedAnswer]
    /// How long every answer takes.
    public var after: Interval

    public init(
        answers: String, first: [String: [ScriptedAnswer]] = [:], each: [String: ScriptedAnswer] = [:],
        after: Interval = .zero
    ) {
        self.answers = answers
        self.first = first
        self.each = each
        self.after = after
    }
}

/// An answer's status, headers and body, the body with values still to be put in.
public struct StoryAnswer: Hashable, Sendable {
    public var status: Int
    public var headers: [VendorAnswer.Header]
    /// `nil` for an empty body.
    public var body: Template?
    /// A file of the sandbox's own in place of a body.
    public var file: SampleFile?

    public init(status: Int, headers: [VendorAnswer.Header] = [], body: Template?) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// How one operation is played.
public struct StoryOperation: Hashable, Sendable {
    /// The binding's name.
    public var name: String
    /// The contract's `operationId`.
    public var call: String
    /// The checks that this operation answers, and what else scripts call it: `create`, `read`.
    public var checks: [String]
    /// The checks that the session it opens is for.
    public var sessions: [String] = []
    /// What a call does at the vendor; `nil` for one that only reads.
    public var effect: StoryEffect.Kind?
    /// Where a request names its verification, the first that is there.
    public var verification: [StoryTarget]
    /// The states of a verification in which the vendor takes it, by what is kept; it is a conflict in others.
    public var onlyWhen: [String: [Value]] = [:]
    /// What is known of the verification afterwards.
    public var sets: [String: Value] = [:]
    /// What its request leaves, by where it stands there.
    public var keeps: [String: JSONPointer] = [:]
    /// What the name of a verification that it opens begins with; `nil` for what all begin with.
    public var prefix: String?
    /// Whether the vendor then has all that it needs: what `sessions` say follows by itself.
    public var completes = false
    /// What the vendor tells at once of what it opens: an answer of its news, by name.
    public var announces: String?
    /// Whether the vendor never tells of what it opens by itself.
    public var isSilent = false
    /// Whether it may come again once the verification is closed.
    public var afterClosing: Bool
    /// Named like the fields of results, with what they are when nobody says otherwise.
    public var values: [String: Value]
    public var answer: StoryAnswer
    /// By name, the values that differ.
    public var answers: [String: [String: Value]]
    /// How it asks for another capture, with `text` for what `reasons` says.
    public var applicant: StoryAnswer?
    public var reasons: [String: String]

    public init(
        name: String, call: String, checks: [String] = [], effect: StoryEffect.Kind? = nil,
        verification: [StoryTarget] = [], afterClosing: Bool = false, values: [String: Value] = [:],
        answer: StoryAnswer, answers: [String: [String: Value]] = [:], applicant: StoryAnswer? = nil,
        reasons: [String: String] = [:]
    ) {
        self.name = name
        self.call = call
        self.checks = checks
        self.effect = effect
        self.verification = verification
        self.afterClosing = afterClosing
        self.values = values
        self.answer = answer
        self.answers = answers
        self.applicant = applicant
        self.reasons = reasons
    }
}

/// Where a request names its verification.
public enum StoryTarget: Hashable, Sendable {
    case body(JSONPointer)
    /// A parameter of the contract's path.
    case path(String)
}

/// Something that came to be, or changed, at a played vendor. Holds nothing of a person.
public struct StoryEffect: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case opens, changes, closes
    }

    /// Counted from 1 in the order of happening.
    public var number: Int
    public var operation: String
    public var kind: Kind
    public var verification: String
    /// The key that the request carried.
    public var key: String?

    public init(number: Int, operation: String, kind: Kind, verification: String, key: String? = nil) {
        self.number = number
        self.operation = operation
        self.kind = kind
        self.verification = verification
        self.key = key
    }
}
