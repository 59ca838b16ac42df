public import Diagnostics
public import Expressions
public import FlowIR
public import Vocabulary
public import YAMLTree

/// A flow as written, in its right shape, every part with its place. Names are not resolved and expressions not read yet.
public struct FlowTree: Sendable {
    public var name: Located<String>
    public var version: Located<Int>
    public var title: String?
    public var applicant: [FieldTree]
    public var flags: [FieldTree]
    public var vendors: [VendorTree]
    public var defaults: CallTree
    /// In the order of the text.
    public let nodes: [NodeTree]
    public var metadata: [YAMLEntry]
    public var rules: [RuleTree]
    public var invariants: [InvariantTree]
    public var expiresAfter: Located<Interval>?
    public var notify: [NotifyTarget]
    public var review: FlowReviewTree?
    public var hold: Located<FinalizeHold>?
    public var keep: Retention?
    /// Names of what is fetched from vendors and kept.
    public var evidence: [Located<String>]
    /// Acts, by their ids or places: `after/1`.
    public var after: [StepTree]
    public var overridable: Overridable
    public var profileChoice: ProfileChoice?
    /// What a run that started one of this flow may read.
    public var outputs: [YAMLEntry]
    /// The whole document.
    public var place: Place
    /// Where `status` stands, for what is missing in it.
    public var statusPlace: Place
    /// Whether every rule could be read; if not, one that seems to be missing may be what could not.
    public var hasAllRules: Bool
    /// What was declared and could not be read, as expressions name it: `checks.aml`, `applicant.selfie`.
    public var unread: Set<String>

    /// All steps, also those inside others, in the order of the text.
    public private(set) var allNodes: [NodeTree] = []
    /// The steps that are checks.
    public private(set) var steps: [StepTree] = []
    /// The ids of all steps that have one, the first of its kind.
    public private(set) var ids: [String: Located<String>] = [:]
    /// The heads of the steps that collect a field of the applicant.
    public private(set) var collectors: [String: [HeadTree]] = [:]
    /// By name, the first of it among the applicant's fields.
    private(set) var fieldNumbers: [String: Int] = [:]

    /// Looks through the steps once, since much is asked of them.
    mutating func index() {
        allNodes = nodes.flatMap(\.withAllInside)
        steps = allNodes.compactMap(\.check)
        for (number, field) in applicant.enumerated().reversed() { fieldNumbers[field.name.value] = number }
        for node in allNodes {
            if let id = node.id, ids[id.value] == nil { ids[id.value] = id }
            guard case .collect(let step) = node else { continue }
            for field in step.fields { collectors[field.value, default: []].append(step.head) }
        }
    }

    /// A field of the applicant.
    public func field(_ name: String) -> FieldTree? { fieldNumbers[name].map { applicant[$0] } }

    /// Fields of the applicant, in the order of their declarations.
    public func fields(_ names: Set<String>) -> [FieldTree] {
        names.compactMap { fieldNumbers[$0] }.sorted().map { applicant[$0] }
    }
}

/// A value and where it was written.
public struct Located<Value: Sendable>: Sendable {
    public var value: Value
    public var place: Place

    public init(_ value: Value, at place: Place) {
        self.value = value
        self.place = place
    }
}

extension Located: Equatable where Value: Equatable {}

/// A declared field: of the applicant, or a flag.
public struct FieldTree: Sendable {
    public var name: Located<String>
    public var type: FieldType
    public var isOptional: Bool
    public var isPersonal: Bool
    public var defaultValue: Located<Value>?
    public var limits: ValueLimits
}

/// An entry of `vendors`.
public struct VendorTree: Sendable {
    public var name: Located<String>
    /// The pack, when it is not called like the entry.
    public var pack: Located<String>?
    public var allowsOrphans: Bool
    public var isAdvisory: Bool
    /// How long the vendor's own people are waited for.
    public var reviewWait: Located<Interval>?
    public var parent: Located<VendorUse.Parent>?
    public var settings: [YAMLEntry]
}

/// `timeout` and `retry`, wherever they stand.
public struct CallTree: Sendable {
    public var timeout: Located<Interval>?
    /// More than one where a list was written.
    public var retry: [RetryTree]?
}

/// A `retry`: what is `nil` comes from the layer below.
public struct RetryTree: Sendable {
    public var kinds: [ErrorKind]?
    public var except: [ErrorKind] = []
    public var calls: Located<Int>?
    public var initial: Located<Interval>?
    public var multiplier: Double?
    public var cap: Interval?
    public var jitter: RetryEntry.Jitter?
    public var deadline: Located<Interval>?
    public var respectsRetryAfter: Bool?
    public var retryAfterLimit: Interval?
    /// `on_lost: repeat`, and where it says so.
    public var repeatsLost: Located<Bool>?
    public var place: Place
}

/// A step that is a check.
///
/// By reference, since everything that is asked of a flow goes through its steps.
public final class StepTree: Sendable {
    public let id: Located<String>
    public let title: String?
    public let check: Located<String>
    public let by: [ByTree]
    public let condition: YAMLNode?
    public let input: [YAMLEntry]
    public let verdict: [ArmTree]
    public let attempts: AttemptsTree?
    public let call: CallTree
    /// With those of `defaults` for the causes that it does not name.
    public let remedies: [Cause: Remedy]
    public let failover: FailoverTree?
    public let require: [Located<String>]
    public let session: SessionTree?
    /// From the applicant's last capture on a vendor's page to the vendor's verdict.
    public let answerWithin: Located<Interval>?
    public let monitor: MonitorTree?
    /// For everything together.
    public let deadline: Located<Interval>?
    /// As written, with the layers over it.
    public let node: YAMLNode
    public var place: Place { node.place }

    init(
        id: Located<String>, title: String?, check: Located<String>, by: [ByTree], condition: YAMLNode?,
        input: [YAMLEntry], verdict: [ArmTree], attempts: AttemptsTree?, call: CallTree, remedies: [Cause: Remedy],
        failover: FailoverTree?, require: [Located<String>], session: SessionTree?,
        answerWithin: Located<Interval>?, monitor: MonitorTree?, deadline: Located<Interval>?, node: YAMLNode
    ) {
        self.id = id
        self.title = title
        self.check = check
        self.by = by
        self.condition = condition
        self.input = input
        self.verdict = verdict
        self.attempts = attempts
        self.call = call
        self.remedies = remedies
        self.failover = failover
        self.require = require
        self.session = session
        self.answerWithin = answerWithin
        self.monitor = monitor
        self.deadline = deadline
        self.node = node
    }
}

/// `failover`: when the next vendor of `by` is asked.
public struct FailoverTree: Sendable {
    public var kinds: [ErrorKind]
    /// Also when the applicant has begun with the one before.
    public var afterStart: Located<Bool>?
    public var place: Place
}

/// `session`: how the applicant gets to a vendor's page. What is `nil` comes from the layer below.
public struct SessionTree: Sendable {
    public var opening: HostedSession.Opening?
    public var linkFor: Located<Interval>?
    public var finishIn: Located<Interval>?
    public var returnTo: Located<String>?
    public var remind: [Located<Interval>]
    public var place: Place
}

/// One vendor of `by`, with what holds for it alone.
public struct ByTree: Sendable {
    public var vendor: Located<String>
    public var input: [YAMLEntry] = []
    public var call = CallTree()
    public var options: [YAMLEntry] = []
    public var session: SessionTree?
}

public struct ArmTree: Sendable {
    public var verdict: Verdict
    /// `nil` for `otherwise`.
    public var condition: YAMLNode?
    public var overrulesVendor: Bool
    public var place: Place
}

public struct AttemptsTree: Sendable {
    public var maximum: Located<Int>
    public var on: [Located<String>]?
    public var except: [Located<String>]
    public var againIf: YAMLNode?
    public var ask: [Located<String>]?
    public var within: Located<Interval>?
    public var remind: [Located<Interval>] = []
    /// How a session may end without counting as a try.
    public var free: Located<[Located<String>]>?
}

/// One rule of `status`.
public struct RuleTree: Sendable {
    public var outcome: StatusRule.Outcome
    public var condition: YAMLNode?
    public var reason: String?
    /// With `review`, other people than the flow's own.
    public var route: RouteTree?
    public var place: Place
}

/// An entry of `invariants`.
public struct InvariantTree: Sendable {
    public var kind: Invariant.Kind
    public var condition: YAMLNode
    public var because: String?
    public var place: Place
}
