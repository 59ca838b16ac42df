public import Vocabulary

/// A question to people, between two steps.
public struct ReviewStep: Codable, Hashable, Sendable {
    /// What happens when people do not agree.
    public enum Split: String, Codable, Hashable, Sendable, CaseIterable {
        case escalate, reject
    }

    /// What happens when nobody answered in time.
    public enum Timeout: String, Codable, Hashable, Sendable, CaseIterable {
        case escalate, reject, expire, incident, skip
    }

    public var head: StepHead
    public var queue: String
    /// Who may answer.
    public var group: String?
    public var question: String?
    /// The steps whose results are the evidence.
    public var shows: [String]
    public var answers: [String]
    /// How many different people have to give the same answer.
    public var eyes: Int
    public var onSplit: Split
    /// Without it, up to the run's expiry.
    public var within: Interval?
    /// After the question was put.
    public var remind: [Interval]
    public var onTimeout: Timeout
    /// The group that answers alone once the question is escalated; there is always one where something escalates.
    public var escalateTo: String?

    /// The answer that stands for everybody when `reject` ends a split or a time-out.
    public static let rejection = "reject"

    public init(
        _ head: StepHead, queue: String, group: String? = nil, question: String? = nil, shows: [String] = [],
        answers: [String] = ["verify", "reject"], eyes: Int = 1, onSplit: Split = .escalate, within: Interval? = nil,
        remind: [Interval] = [], onTimeout: Timeout = .incident, escalateTo: String? = nil
    ) {
        self.head = head
        self.queue = queue
        self.group = group
        self.question = question
        self.shows = shows
        self.answers = answers
        self.eyes = eyes
        self.onSplit = onSplit
        self.within = within
        self.remind = remind
        self.onTimeout = onTimeout
        self.escalateTo = escalateTo
    }
}
