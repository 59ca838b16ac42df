/// How an evaluation ended.
public enum Evaluation: Sendable, Hashable {
    case value(Value)
    case failure(EvaluationFailure)
    /// The answer depends on data that is not known; the names say which.
    case unknown(Set<String>)
}

/// Why an expression has no value.
///
/// The message is safe to log: it names functions, types and fields of the expression, never values.
public struct EvaluationFailure: Error, Sendable, Hashable, Codable {
    /// Stable and kebab-case: `divide-by-zero`, `no-such-key`, `overflow`, `cost-exceeded`.
    public let code: String
    public let message: String
    /// The UTF-8 bytes of the expression's text that failed, when known.
    public var range: Range<Int>?

    public init(code: String, message: String, range: Range<Int>? = nil) {
        self.code = code
        self.message = message
        self.range = range
    }
}

extension EvaluationFailure: CustomStringConvertible {
    public var description: String { "\(message) (\(code))" }
}
