public import Expressions

/// What expressions may use: variables, types, functions, and which of the language's libraries.
///
/// ```swift
/// var environment = ExpressionEnvironment()
/// environment.declare("applicant", .object("applicant"))
/// environment.declare(ObjectType("applicant", fields: ["birth_date": .timestamp]))
/// let compilation = environment.compile("applicant.birth_date < timestamp('2007-01-01T00:00:00Z')")
/// ```
public struct ExpressionEnvironment: Sendable {
    /// The namespace in which names are resolved: in `a.b`, `x` is tried as `a.b.x`, `a.x` and `x`.
    public var container = ""
    public private(set) var variables: [String: ExpressionType] = [:]
    public private(set) var objectTypes: [String: ObjectType] = [:]
    public private(set) var functions: [String: FunctionDeclaration] = [:]
    public var libraries: Set<ExpressionLibrary>
    public var limits = ExpressionLimits()

    public init(libraries: Set<ExpressionLibrary> = [.strings, .math, .optionals, .bindings]) {
        self.libraries = libraries
    }

    /// Declares a variable, or gives it another type. The name may be qualified: `com.example.user`.
    public mutating func declare(_ variable: String, _ type: ExpressionType) {
        variables[variable] = type
    }

    /// Declares an object type; ``ExpressionType/object(_:)`` with its name refers to it.
    public mutating func declare(_ type: ObjectType) {
        objectTypes[type.name] = type
    }

    /// Declares a function, or adds its overloads to those that the name has already.
    public mutating func declare(_ function: FunctionDeclaration) {
        functions[function.name, default: FunctionDeclaration(function.name, overloads: [])].overloads +=
            function.overloads
    }
}

/// An object type and the fields that may be read of it.
public struct ObjectType: Hashable, Sendable {
    public let name: String
    public var fields: [String: ExpressionType]

    public init(_ name: String, fields: [String: ExpressionType]) {
        self.name = name
        self.fields = fields
    }
}

/// A part of the language that is off unless the environment switches it on.
public enum ExpressionLibrary: String, Hashable, Sendable, CaseIterable {
    case strings, math, encoders, bindings, optionals
    case twoVariableComprehensions = "two_var_comprehensions"
}

/// How large an expression may be.
public struct ExpressionLimits: Hashable, Sendable {
    /// Bytes of text.
    public var bytes = 100_000
    /// How deep brackets, operators and calls may nest.
    public var depth = 200
    /// Nodes of the tree.
    public var nodes = 20_000

    public init() {}
}
