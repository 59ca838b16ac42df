public import Diagnostics
public import FlowIR
public import Vocabulary
public import YAMLTree

/// An act: an effect at a vendor, without a verdict.
public struct ActTree: Sendable {
    /// As a check is read; `check` is the name of the act.
    public var step: StepTree
    /// When it is taken back, once the status is final.
    public var undo: Located<YAMLNode>?
}

/// `monitor` of a check.
public struct MonitorTree: Sendable {
    /// `nil` for whenever the check was answered.
    public var condition: YAMLNode?
    public var lasts: Located<Interval>
    public var place: Place
}

/// The flow's own `review`: who ends `review_needed`.
public struct FlowReviewTree: Sendable {
    public var queue: Located<String>
    public var group: String?
    public var eyes: Located<Int>?
    public var onSplit: Located<ReviewStep.Split>?
    public var within: Located<Interval>?
    public var onTimeout: Located<FlowReview.Timeout>?
    public var escalateTo: String?
    public var follows: Bool
    public var reopens: Bool
}

/// `queue` and `eyes` of a status rule.
public struct RouteTree: Sendable {
    public var queue: Located<String>?
    public var eyes: Located<Int>?
}
