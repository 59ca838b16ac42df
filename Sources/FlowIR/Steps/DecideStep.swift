public import Expressions

/// Rules between steps that end the run without finalizing: nothing more is paid for once the answer is known.
public struct DecideStep: Codable, Hashable, Sendable {
    public var head: StepHead
    /// The first that holds ends the run; when none does, the flow goes on.
    public var rules: [EarlyRule]

    public init(_ head: StepHead, rules: [EarlyRule]) {
        self.head = head
        self.rules = rules
    }
}

/// One rule of `decide`.
public struct EarlyRule: Codable, Hashable, Sendable {
    /// There is no `verify`: nobody is let through before every step has ended.
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        case reject, review, cancel, expire, fail
    }

    public var outcome: Outcome
    public var condition: CheckedExpression
    public var reason: String?
    /// What `fail` tells the caller.
    public var problem: FlowProblem?
    public var note: SourceNote

    public init(
        outcome: Outcome, condition: CheckedExpression, reason: String? = nil, problem: FlowProblem? = nil,
        note: SourceNote
    ) {
        self.outcome = outcome
        self.condition = condition
        self.reason = reason
        self.problem = problem
        self.note = note
    }
}

/// Why a flow fails a run, in the members of RFC 9457 (Problem Details for HTTP APIs).
public struct FlowProblem: Codable, Hashable, Sendable {
    /// A URI that names the kind of problem.
    public var type: String
    public var title: String
    /// An HTTP status code, 400 to 599.
    public var status: Int

    public init(type: String, title: String, status: Int) {
        self.type = type
        self.title = title
        self.status = status
    }
}
