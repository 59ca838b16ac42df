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

/// Variables held in a dictionary; what is not there is ``Resolution/absent``.
public struct Bindings: Activation {
    public var values: [String: Resolution]

    public init(_ values: [String: Value] = [:]) {
        self.values = values.mapValues(Resolution.value)
    }

    public func resolve(_ name: String) -> Resolution { values[name] ?? .absent }

    /// Says that a variable exists but its value is not known.
    public mutating func markUnknown(_ name: String) { values[name] = .unknown([name]) }
}
