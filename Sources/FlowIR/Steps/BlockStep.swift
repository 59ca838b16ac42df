public import Expressions
public import Vocabulary

/// Steps that run one after the other under one name. Repeating it is the only loop of the language, and bounded.
public struct BlockStep: Codable, Hashable, Sendable {
    public var head: StepHead
    public var steps: [Step]
    /// `nil` for a block that runs once.
    public var repetition: Repetition?

    public init(_ head: StepHead, steps: [Step], repetition: Repetition? = nil) {
        self.head = head
        self.steps = steps
        self.repetition = repetition
    }
}

/// `attempts` of a block: when and how often its steps run once more.
public struct Repetition: Codable, Hashable, Sendable {
    /// The first round included.
    public var maximum: Int
    /// Read when a round has ended; once the rounds are used up, the last one stands.
    public var againIf: CheckedExpression
    /// Between two rounds.
    public var pause: Interval?

    public init(maximum: Int, againIf: CheckedExpression, pause: Interval? = nil) {
        self.maximum = maximum
        self.againIf = againIf
        self.pause = pause
    }
}
