public import Expressions
public import Vocabulary

/// Another flow as a step: a run of its own, or one for each element of a list.
public struct FlowStep: Codable, Hashable, Sendable {
    public var head: StepHead
    public var flow: String
    public var version: Int
    public var profile: String?
    /// The child's applicant; an entry whose value is `optional.none()` is left out.
    public var applicant: [InputEntry]
    public var flags: [InputEntry]
    /// `nil` for one run.
    public var each: Each?
    /// Started, and not waited for.
    public var isDetached: Bool
    /// Then the step ends as `late`; the children go on.
    public var within: Interval?

    public init(
        _ head: StepHead, flow: String, version: Int, profile: String? = nil, applicant: [InputEntry] = [],
        flags: [InputEntry] = [], each: Each? = nil, isDetached: Bool = false, within: Interval? = nil
    ) {
        self.head = head
        self.flow = flow
        self.version = version
        self.profile = profile
        self.applicant = applicant
        self.flags = flags
        self.each = each
        self.isDetached = isDetached
        self.within = within
    }
}

/// A bounded list, with a run for each of its elements.
public struct Each: Codable, Hashable, Sendable {
    /// What happens with a list that is shorter than `minimum` or longer than `maximum`; it is never cut.
    public enum Misfit: String, Codable, Hashable, Sendable, CaseIterable {
        case review, fail
    }

    /// The name of the element in the child's `applicant` and `flags`.
    public var variable: String
    public var list: CheckedExpression
    public var minimum: Int
    public var maximum: Int
    /// How many runs are under way at a time.
    public var concurrency: Int
    public var onSize: Misfit

    public init(
        variable: String, list: CheckedExpression, minimum: Int = 0, maximum: Int, concurrency: Int,
        onSize: Misfit = .review
    ) {
        self.variable = variable
        self.list = list
        self.minimum = minimum
        self.maximum = maximum
        self.concurrency = concurrency
        self.onSize = onSize
    }
}
