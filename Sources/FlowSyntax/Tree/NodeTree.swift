public import Diagnostics
public import FlowIR
public import Vocabulary
public import YAMLTree

/// A step of any kind.
public enum NodeTree: Sendable {
    case check(StepTree)
    case decide(DecideTree)
    case wait(WaitTree)

    /// Only a check needs one.
    public var id: Located<String>? {
        switch self {
        case .check(let step): step.id
        case .decide(let step): step.head.id
        case .wait(let step): step.head.id
        }
    }
}

/// What every step that is no check may say.
public struct HeadTree: Sendable {
    public var id: Located<String>?
    public var title: String?
    public var condition: YAMLNode?
    public var place: Place
}

/// A step that may end the run.
public struct DecideTree: Sendable {
    public var head: HeadTree
    public var rules: [EarlyRuleTree]
}

/// One rule of `decide`.
public struct EarlyRuleTree: Sendable {
    public var outcome: EarlyRule.Outcome
    public var condition: YAMLNode
    public var reason: String?
    public var problem: FlowProblem?
    public var place: Place
}

/// A step that lets time go by.
public struct WaitTree: Sendable {
    public var head: HeadTree
    public var atMost: Located<Interval>
    /// `nil` where the pause has a length and no end of its own.
    public var until: YAMLNode?
}
