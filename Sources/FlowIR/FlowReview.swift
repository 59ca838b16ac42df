public import Vocabulary

/// Who ends a run in `review_needed`, and what may bring one back there.
public struct FlowReview: Codable, Hashable, Sendable {
    /// What happens when nobody decided in time.
    public enum Timeout: String, Codable, Hashable, Sendable, CaseIterable {
        case escalate, reject, expire, incident
    }

    public var queue: String
    /// Who may decide.
    public var group: String?
    /// How many different people have to decide the same.
    public var eyes: Int
    public var onSplit: ReviewStep.Split
    /// Without it, a run in review waits for good.
    public var within: Interval?
    public var onTimeout: Timeout
    /// The group that decides alone once the question is escalated; there is always one where something escalates.
    public var escalateTo: String?
    /// A vendor's later answer runs the rules again while the run is in review.
    public var follows: Bool
    /// A vendor that takes its final word back brings a decided run into review.
    public var reopens: Bool

    public init(
        queue: String, group: String? = nil, eyes: Int = 1, onSplit: ReviewStep.Split = .escalate,
        within: Interval? = nil, onTimeout: Timeout = .incident, escalateTo: String? = nil, follows: Bool = false,
        reopens: Bool = false
    ) {
        self.queue = queue
        self.group = group
        self.eyes = eyes
        self.onSplit = onSplit
        self.within = within
        self.onTimeout = onTimeout
        self.escalateTo = escalateTo
        self.follows = follows
        self.reopens = reopens
    }
}

/// What a status rule says differently of who ends `review_needed`.
public struct ReviewRoute: Codable, Hashable, Sendable {
    public var queue: String?
    public var eyes: Int?

    public init(queue: String? = nil, eyes: Int? = nil) {
        self.queue = queue
        self.eyes = eyes
    }
}
