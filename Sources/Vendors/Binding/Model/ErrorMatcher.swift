public import Expressions
public import Vocabulary

/// One line of a binding's `errors`: what it recognises in an answer, and what that means.
///
/// A matcher never errs: a pointer to nothing, a body that is no JSON or a `when` without a value do not match.
public struct ErrorMatcher: Hashable, Sendable {
    public enum Test: Hashable, Sendable {
        /// No pointer is looked at.
        case always
        /// There is something other than null.
        case any
        case among([Value])
        /// There is a text.
        case text
        /// The text begins with one of these; the first that fits gives its reason.
        case starts([ReasonArm])
        /// The value is one of these, each with its reason; `otherwise` takes any other.
        case map([ReasonArm], otherwise: String?)
    }

    /// What the answer then is.
    public enum Meaning: Hashable, Sendable {
        case failure(ErrorKind)
        /// A capture to be repeated, for a reason that the test gives.
        case applicant
        /// The vendor says that something it needs is still missing.
        case incomplete
        /// What was asked for is so already: taken off what it is not on, say.
        case done
    }

    public var http: HTTPCodes?
    public var pointer: JSONPointer?
    public var test: Test
    /// Text is compared with case folded, blanks squeezed and the last full stop dropped.
    public var fold: Bool
    public var condition: CheckedExpression?
    public var meaning: Meaning
    /// The reason of an applicant's failure where the test itself gives none.
    public var reason: String?
    /// The input that has to be captured again.
    public var field: String?
    /// Where the names of what is missing stand in the answer.
    public var detail: JSONPointer?

    public init(
        http: HTTPCodes? = nil, pointer: JSONPointer? = nil, test: Test = .always, fold: Bool = false,
        condition: CheckedExpression? = nil, meaning: Meaning, reason: String? = nil, field: String? = nil,
        detail: JSONPointer? = nil
    ) {
        self.http = http
        self.pointer = pointer
        self.test = test
        self.fold = fold
        self.condition = condition
        self.meaning = meaning
        self.reason = reason
        self.field = field
        self.detail = detail
    }
}

/// A word of the vendor's and the applicant reason it stands for.
public struct ReasonArm: Hashable, Sendable {
    public var value: Value
    public var reason: String

    public init(_ value: Value, _ reason: String) {
        self.value = value
        self.reason = reason
    }
}
