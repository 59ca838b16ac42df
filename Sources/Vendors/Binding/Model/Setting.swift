public import Expressions

/// Something that a flow gives under `vendors.<name>`.
public struct Setting: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case string, url, int, double, bool
        /// The name of a check kind.
        case check
        /// Never given by value: the name of the environment variable that holds it.
        case secret(environment: String)
    }

    public var name: String
    public var kind: Kind
    public var isList: Bool
    public var isOptional: Bool
    /// The values allowed; empty when any is.
    public var oneOf: [Value]
    /// A regular expression that the whole of a string must match.
    public var pattern: String?
    public var defaultValue: Value?
    /// A value of the right shape, for where there is no real one.
    public var example: Value?

    public init(
        name: String, kind: Kind, isList: Bool = false, isOptional: Bool = false, oneOf: [Value] = [],
        pattern: String? = nil, defaultValue: Value? = nil
    ) {
        self.name = name
        self.kind = kind
        self.isList = isList
        self.isOptional = isOptional
        self.oneOf = oneOf
        self.pattern = pattern
        self.defaultValue = defaultValue
    }

    /// Whether it is read from the environment, and never written in a flow.
    public var isSecret: Bool { if case .secret = kind { true } else { false } }

    /// Whether it has no value unless the flow gives one.
    public var mustBeGiven: Bool {
        if case .secret = kind { return false }
        return defaultValue == nil && !isOptional
    }
}
