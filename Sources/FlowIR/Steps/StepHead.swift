public import Expressions
public import Vocabulary

/// What every step has that is no check.
public struct StepHead: Codable, Hashable, Sendable {
    /// Unique in the flow. One that its author gave none is called by its kind and place: `wait/2`.
    public var id: String
    public var title: String?
    /// `when`: a step whose condition is false is skipped, and all that is in it.
    public var condition: CheckedExpression?
    /// For everything inside together; of a step that holds others alone.
    public var deadline: Interval?
    public var note: SourceNote

    public init(_ id: String, title: String? = nil, condition: CheckedExpression? = nil, note: SourceNote) {
        self.id = id
        self.title = title
        self.condition = condition
        self.note = note
    }
}
