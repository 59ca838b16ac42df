public import Expressions
public import Vocabulary

/// How it is found out whether a call did what it asks for, though its answer never came.
public struct RecoveryReading: Hashable, Sendable {
    /// What it means that nothing was found.
    public enum Absence: Hashable, Sendable {
        /// The call never reached the vendor, and may be sent again.
        case absent
        case cannotTell
    }

    /// The operation that is read, by the binding's name. Its request sees what the lost one saw, the key included.
    public var operation: String
    /// A list out of its answer.
    public var items: CheckedExpression
    /// Whether an `item` is what the lost call made.
    public var found: CheckedExpression
    /// What the vendor calls it.
    public var id: CheckedExpression
    public var otherwise: Absence
    /// For how long after the loss it may be that the vendor does not list it yet.
    public var within: Interval
    /// Whether what was found is of no use, because the link to it came with the lost answer alone.
    public var losesLink: Bool

    public init(
        operation: String, items: CheckedExpression, found: CheckedExpression, id: CheckedExpression,
        otherwise: Absence, within: Interval = .zero, losesLink: Bool = false
    ) {
        self.operation = operation
        self.items = items
        self.found = found
        self.id = id
        self.otherwise = otherwise
        self.within = within
        self.losesLink = losesLink
    }
}

/// How a vendor's own news tells that a call did what it asks for, though its answer never came.
public struct RecoveryNews: Hashable, Sendable {
    /// The binding's webhook.
    public var route: String
    /// The kinds of news that tell it, as the binding names them.
    public var kinds: [String]
    /// Whether the news is about what the lost call made; it sees what that call saw, and the news as `body`.
    public var found: CheckedExpression
    /// How long it is waited for. That none came proves nothing.
    public var within: Interval

    public init(route: String, kinds: [String], found: CheckedExpression, within: Interval) {
        self.route = route
        self.kinds = kinds
        self.found = found
        self.within = within
    }
}
