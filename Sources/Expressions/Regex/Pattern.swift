/// Why a text is no regular expression.
public struct PatternProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Says what is wrong; quotes the pattern, which the expression's author wrote.
    public let message: String

    public var description: String { message }

    init(_ message: String) { self.message = "not a regular expression: " + message }
}

/// A parsed regular expression.
indirect enum Pattern: Sendable {
    enum Assertion: Sendable {
        case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
    }

    case empty
    case set(ScalarSet)
    case assertion(Assertion)
    case sequence([Pattern])
    case either([Pattern])
    /// `nil` is no upper limit.
    case repeated(Pattern, Int, Int?)
}
