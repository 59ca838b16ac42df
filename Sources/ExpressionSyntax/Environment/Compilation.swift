public import Expressions

/// What compiling a text gave: an expression, or the reasons why there is none.
public struct Compilation: Sendable {
    /// `nil` when there are issues.
    public let expression: CheckedExpression?
    public let issues: [ExpressionIssue]
    /// Every variable that the expression reads, with the fields that follow it, in the order of the text.
    public let references: [Reference]
}

/// What is wrong with an expression.
public struct ExpressionIssue: Hashable, Sendable {
    /// Stable and kebab-case: `unknown-name`, `unknown-field`, `no-overload`.
    public let code: String
    public let message: String
    /// UTF-8 bytes of the expression.
    public let range: Range<Int>
    /// What to write instead.
    public let help: String?
    /// The name that was probably meant by ``word``, which is what the text says.
    public let meant: String?
    public let word: String?
    /// Where the word stands.
    public let wordRange: Range<Int>

    public init(
        code: String, message: String, range: Range<Int>, help: String? = nil, word: String? = nil,
        meant: String? = nil,
        wordRange: Range<Int>? = nil
    ) {
        self.code = code
        self.message = message
        self.range = range
        self.help = help
        self.word = word
        self.meant = meant
        self.wordRange = wordRange ?? range
    }
}

/// A variable that an expression reads, and the fields that the text names after it: `checks.aml.hits`.
public struct Reference: Hashable, Sendable {
    public let path: [String]
    /// UTF-8 bytes of the whole path.
    public let range: Range<Int>
    /// The end byte of each part of the path, so that a prefix can be pointed at.
    public let ends: [Int]
    /// Whether `has(…)`, `.?` or `[?…]` only asks for the last field.
    public let isGuard: Bool

    public init(path: [String], range: Range<Int>, ends: [Int] = [], isGuard: Bool = false) {
        self.path = path
        self.range = range
        self.ends = ends
        self.isGuard = isGuard
    }
}
