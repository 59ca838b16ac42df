public import Diagnostics
public import FlowIR
public import Vocabulary
public import YAMLTree

/// A step of any kind; one that is large to look at, and cheap to pass on.
public indirect enum NodeTree: Sendable {
    case check(StepTree)
    case act(ActTree)
    case decide(DecideTree)
    case wait(WaitTree)
    case collect(CollectTree)
    case review(ReviewTree)
    case flow(FlowStepTree)
    case block(BlockTree)
    case choose(ChooseTree)
    case parallel(ParallelTree)

    /// Only a check and an act need one.
    public var id: Located<String>? { head?.id ?? check?.id ?? act?.step.id }

    public var act: ActTree? { if case .act(let act) = self { act } else { nil } }

    /// `nil` for a check and an act.
    public var head: HeadTree? {
        switch self {
        case .check, .act: nil
        case .decide(let step): step.head
        case .wait(let step): step.head
        case .collect(let step): step.head
        case .review(let step): step.head
        case .flow(let step): step.head
        case .block(let step): step.head
        case .choose(let step): step.head
        case .parallel(let step): step.head
        }
    }

    public var check: StepTree? {
        guard case .check(let step) = self else { return nil }
        return step
    }

    /// The lists of steps inside it: one for a block, one for each branch, one for each member that runs beside others.
    public var lists: [[NodeTree]] {
        switch self {
        case .check, .act, .decide, .wait, .collect, .review, .flow: []
        case .block(let step): [step.nodes]
        case .choose(let step): step.branches.map(\.nodes)
        case .parallel(let step): step.members.map { [$0] }
        }
    }

    /// Itself and everything inside it, in the order of the text.
    public var withAllInside: [NodeTree] { [self] + lists.flatMap { $0.flatMap(\.withAllInside) } }
}

/// What every step that is no check may say.
public struct HeadTree: Sendable {
    public var id: Located<String>?
    public var title: String?
    public var condition: YAMLNode?
    /// For everything inside together; of a step that holds others alone.
    public var deadline: Located<Interval>?
    /// `parallel`, as it is written.
    public var kind: String
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

/// A step that waits for fields of the applicant.
public struct CollectTree: Sendable {
    public var head: HeadTree
    public var fields: [Located<String>]
    public var source: CollectStep.Source
    public var within: Located<Interval>?
    public var remind: [Located<Interval>]
    public var onTimeout: CollectStep.Timeout
}

/// A step that asks people.
public struct ReviewTree: Sendable {
    public var head: HeadTree
    public var queue: Located<String>
    public var group: String?
    public var question: String?
    public var shows: [Located<String>]
    public var answers: [Located<String>]?
    public var eyes: Located<Int>?
    public var onSplit: Located<ReviewStep.Split>?
    public var within: Located<Interval>?
    public var remind: [Located<Interval>]
    public var onTimeout: Located<ReviewStep.Timeout>?
    public var escalateTo: String?
}

/// Steps under one name.
public struct BlockTree: Sendable {
    public var head: HeadTree
    public var nodes: [NodeTree]
    public var repetition: RepetitionTree?
}

/// `attempts` of a block.
public struct RepetitionTree: Sendable {
    public var maximum: Located<Int>
    public var againIf: YAMLNode
    public var pause: Located<Interval>?
}

/// A step that takes one of several ways.
public struct ChooseTree: Sendable {
    public var head: HeadTree
    public var branches: [BranchTree]
}

public struct BranchTree: Sendable {
    /// `nil` for `otherwise`.
    public var condition: YAMLNode?
    public var nodes: [NodeTree]
    public var place: Place
}

/// Steps side by side.
public struct ParallelTree: Sendable {
    public var head: HeadTree
    public var join: Located<JoinTree>
    public var onUnmet: Located<ParallelStep.Unmet>?
    public var members: [NodeTree]
}

/// `join` as it is written.
public enum JoinTree: Sendable {
    case all, any, first
    case passed(Located<Int>, failedAtMost: Located<Int>?)

    public var isOfAll: Bool { if case .all = self { true } else { false } }
}

/// A step that is another flow.
public struct FlowStepTree: Sendable {
    public var head: HeadTree
    public var flow: Located<String>
    public var version: Int
    public var profile: String?
    public var applicant: [YAMLEntry]
    public var flags: [YAMLEntry]
    public var each: EachTree?
    public var isDetached: Bool
    /// Where it says so.
    public var detach: Place?
    public var within: Located<Interval>?
}

/// `each` and `in`: the list that has a run for each of its elements.
public struct EachTree: Sendable {
    public var variable: Located<String>
    public var list: YAMLNode
    public var minimum: Int
    public var maximum: Located<Int>
    public var concurrency: Int
    public var onSize: Each.Misfit
}
