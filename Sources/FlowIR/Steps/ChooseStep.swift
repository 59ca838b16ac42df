public import Expressions

/// The first branch whose condition holds is taken; the steps of the others are skipped.
public struct ChooseStep: Codable, Hashable, Sendable {
    public var head: StepHead
    /// In order; the last has no condition.
    public var branches: [Branch]

    public init(_ head: StepHead, branches: [Branch]) {
        self.head = head
        self.branches = branches
    }
}

/// One way through a `choose`.
public struct Branch: Codable, Hashable, Sendable {
    /// `nil` for `otherwise`.
    public var condition: CheckedExpression?
    public var steps: [Step]
    public var note: SourceNote

    public init(condition: CheckedExpression?, steps: [Step], note: SourceNote) {
        self.condition = condition
        self.steps = steps
        self.note = note
    }
}
