/// What a name stands for while an expression is evaluated.
public enum Resolution: Sendable {
    case value(Value)
    /// There is no such member: `has()` is false, reading it is an error.
    case absent
    /// The value would exist but is not known; the names say what is missing. `has()` of it is unknown too.
    case unknown(Set<String>)
}

/// The variables of one evaluation, looked up lazily.
public protocol Activation: Sendable {
    func resolve(_ name: String) -> Resolution
}
