public import Expressions
public import Vocabulary

/// A pause of the flow. The run's expiry goes on counting meanwhile.
public struct WaitStep: Codable, Hashable, Sendable {
    public var head: StepHead
    /// The length of the pause; with `until`, the longest that it may be.
    public var atMost: Interval
    /// The moment that is waited for; one that has passed is not waited for at all.
    public var until: CheckedExpression?

    public init(_ head: StepHead, atMost: Interval, until: CheckedExpression? = nil) {
        self.head = head
        self.atMost = atMost
        self.until = until
    }
}
