/// One way to call a function: which parameters, which result.
public struct Overload: Hashable, Codable, Sendable {
    /// Unique among all overloads of all functions: `age_date`.
    public let id: String
    /// Called as `value.name(…)`; the first parameter is then the value.
    public let isMethod: Bool
    public let parameters: [ExpressionType]
    public let result: ExpressionType

    public init(id: String, isMethod: Bool = false, parameters: [ExpressionType], result: ExpressionType) {
        self.id = id
        self.isMethod = isMethod
        self.parameters = parameters
        self.result = result
    }
}

/// A function by name, with the ways to call it.
public struct FunctionDeclaration: Hashable, Codable, Sendable {
    public let name: String
    public var overloads: [Overload]

    public init(_ name: String, _ overloads: Overload...) {
        self.name = name
        self.overloads = overloads
    }

    public init(_ name: String, overloads: [Overload]) {
        self.name = name
        self.overloads = overloads
    }
}
