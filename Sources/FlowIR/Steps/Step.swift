public import Expressions
public import Vocabulary

/// A node of the flow.
public enum Step: Codable, Hashable, Sendable {
    case check(CheckStep)
    case decide(DecideStep)
    case wait(WaitStep)
    case collect(CollectStep)
    case review(ReviewStep)
    case flow(FlowStep)
    indirect case block(BlockStep)
    indirect case choose(ChooseStep)
    indirect case parallel(ParallelStep)

    /// Unique in the flow. One that its author gave none is called by its kind and place: `wait/2`.
    public var id: String { head?.id ?? check?.id ?? "" }

    /// `nil` for a check.
    public var head: StepHead? {
        switch self {
        case .check: nil
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

    public var check: CheckStep? {
        guard case .check(let check) = self else { return nil }
        return check
    }

    /// The lists of steps inside it.
    public var lists: [[Step]] {
        switch self {
        case .check, .decide, .wait, .collect, .review, .flow: []
        case .block(let step): [step.steps]
        case .choose(let step): step.branches.map(\.steps)
        case .parallel(let step): step.members.map { [$0] }
        }
    }

    /// The same with every check changed, however deep it stands.
    public func mapping(_ change: (CheckStep) -> CheckStep) -> Step {
        switch self {
        case .check(let step): return .check(change(step))
        case .decide, .wait, .collect, .review, .flow: return self
        case .block(var step):
            step.steps = step.steps.map { $0.mapping(change) }
            return .block(step)
        case .choose(var step):
            for index in step.branches.indices {
                step.branches[index].steps = step.branches[index].steps.map { $0.mapping(change) }
            }
            return .choose(step)
        case .parallel(var step):
            step.members = step.members.map { $0.mapping(change) }
            return .parallel(step)
        }
    }

    /// Itself and all steps inside it, in the order of the text.
    public var withAllInside: [Step] { [self] + lists.flatMap { $0.flatMap(\.withAllInside) } }
}

/// One question put to a vendor, or to the next vendor when the first gives no answer.
public struct CheckStep: Codable, Hashable, Sendable {
    public var id: String
    public var title: String?
    public var kind: String
    public var condition: CheckedExpression?
    /// In the order in which they are asked; never empty.
    public var vendors: [VendorCall]
    /// The flow's own judgement; empty when it leaves judging to the pack.
    public var verdict: [VerdictArm]
    public var attempts: Attempts
    /// Paths into the result without which an answer is the applicant reason `data_missing`.
    public var require: [[String]]
    /// By cause; a cause that is not named has its default.
    public var remedies: [Cause.RawValue: Remedy]
    /// For everything together: calls, attempts and the applicant's time.
    public var deadline: Interval?
    /// What makes it an act: an effect at a vendor, without a verdict. `nil` for a check.
    public var act: ActRole?
    /// The kinds of error after which the next vendor is asked, sorted; `nil` for all that allow it.
    public var failover: [ErrorKind]?
    /// Whether it is asked although the applicant was sent to the first one's page; `nil` for no.
    public var failsOverAfterStart: Bool?
    public var note: SourceNote

    public init(
        id: String, title: String? = nil, kind: String, condition: CheckedExpression? = nil, vendors: [VendorCall],
        verdict: [VerdictArm] = [], attempts: Attempts = Attempts(), require: [[String]] = [],
        remedies: [Cause.RawValue: Remedy] = [:], failover: [ErrorKind]? = nil, note: SourceNote
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.condition = condition
        self.vendors = vendors
        self.verdict = verdict
        self.attempts = attempts
        self.require = require
        self.remedies = remedies
        self.failover = failover
        self.note = note
    }

    /// An act has no verdict that could say that it came to nothing, so an operator sees to it.
    public func remedy(for cause: Cause) -> Remedy {
        remedies[cause.rawValue] ?? (act == nil ? cause.defaultRemedy : .incident)
    }

    /// Whether the next vendor is asked once the calls that failed so are used up.
    public func failsOver(after kind: ErrorKind) -> Bool { kind.failsOver && failover?.contains(kind) != false }
}

/// How one vendor is asked for a step.
public struct VendorCall: Codable, Hashable, Sendable {
    /// Who has the last word on the verdict.
    public enum Judge: String, Codable, Hashable, Sendable, CaseIterable {
        /// The vendor concluded; a flow may only worsen it.
        case vendor
        /// The pack proposes; a flow's verdict replaces it.
        case pack
        /// The vendor measured only; the flow has to judge.
        case flow
    }

    public var vendor: String
    /// For a hosted check, the one that opens the session.
    public var operation: String
    /// Whether it needs an open verification of that vendor.
    public var isWithinVerification: Bool
    public var judge: Judge
    /// By input field; an entry whose value is `optional.none()` is left out.
    public var input: [InputEntry]
    public var policy: CallPolicy
    /// `nil` where the vendor answers the call itself.
    public var hosted: HostedSession?
    /// Whether the applicant goes to the vendor's page.
    public var hasPage: Bool { hosted?.hasPage == true }
    /// The vendor's own switches, by the names that its pack gives them; `nil` for none.
    public var options: [String: Value]?
    /// Those of them that a run puts something of its own into; `nil` for none.
    public var variedOptions: [InputEntry]?
    /// What the flow reads of the vendor's photos and files, fetched when the check is answered; `nil` for nothing.
    public var artifacts: [ArtifactUse]?

    public init(
        vendor: String, operation: String, isWithinVerification: Bool, judge: Judge, input: [InputEntry],
        policy: CallPolicy, hosted: HostedSession? = nil, options: [String: Value]? = nil
    ) {
        self.vendor = vendor
        self.operation = operation
        self.isWithinVerification = isWithinVerification
        self.judge = judge
        self.input = input
        self.policy = policy
        self.hosted = hosted
        self.options = options
    }
}

public struct InputEntry: Codable, Hashable, Sendable {
    public var name: String
    public var value: Template

    public init(name: String, value: Template) {
        self.name = name
        self.value = value
    }
}

/// One arm of a step's `verdict`; the first whose condition holds gives the verdict.
public struct VerdictArm: Codable, Hashable, Sendable {
    public var verdict: Verdict
    /// `nil` for `otherwise`.
    public var condition: CheckedExpression?
    /// Lets this arm raise a verdict that the vendor gave.
    public var overrulesVendor: Bool

    public init(verdict: Verdict, condition: CheckedExpression?, overrulesVendor: Bool = false) {
        self.verdict = verdict
        self.condition = condition
        self.overrulesVendor = overrulesVendor
    }
}

/// The tries that an applicant notices.
public struct Attempts: Codable, Hashable, Sendable {
    /// The first included.
    public var maximum: Int
    /// The reasons that allow another, sorted.
    public var reasons: [String]
    /// Asks again although there is an answer; used up, the last answer stands.
    public var againIf: CheckedExpression?
    /// The applicant fields that are asked for again.
    public var ask: [String]
    /// How long one capture may take; without it, up to the run's expiry.
    public var within: Interval?
    /// How a session may end without counting as a try; `nil` for a link of ours that ran out unused.
    public var free: [String]?
    /// When whoever asked to be told is reminded of a capture, counted from its asking; `nil` for never.
    public var remind: [Interval]?

    public init(
        maximum: Int = 1, reasons: [String] = [], againIf: CheckedExpression? = nil, ask: [String] = [],
        within: Interval? = nil, remind: [Interval]? = nil
    ) {
        self.maximum = maximum
        self.reasons = reasons
        self.againIf = againIf
        self.ask = ask
        self.within = within
        self.remind = remind
    }
}
