public import Expressions
public import Vocabulary

/// A pause of the flow. The run's expiry goes on counting meanwhile.
public struct WaitStep: Codable, Hashable, Sendable {
    public var id: String
    public var title: String?
    public var condition: CheckedExpression?
    /// The length of the pause; with `until`, the longest that it may be.
    public var atMost: Interval
    /// The moment that is waited for; one that has passed is not waited for at all.
    public var until: CheckedExpression?
    public var note: SourceNote

    public init(
        id: String, title: String? = nil, condition: CheckedExpression? = nil, atMost: Interval,
        until: CheckedExpression? = nil, note: SourceNote
    ) {
        self.id = id
        self.title = title
        self.condition = condition
        self.atMost = atMost
        self.until = until
        self.note = note
    }
}
