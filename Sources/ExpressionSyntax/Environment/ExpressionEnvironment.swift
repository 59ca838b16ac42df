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
    public let libraries: Set<ExpressionLibrary>
    public var limits = ExpressionLimits()
    /// The language's functions as far as they are switched on, and the declared ones.
    private(set) var allFunctions: [String: FunctionDeclaration]
    private var customIDs: Set<String> = []
    /// What the names with dots begin with: those of variables, and those of the language's types.
    private(set) var qualifiedRoots: Set<String> = ["google"]

    public init(libraries: Set<ExpressionLibrary> = [.strings, .math, .optionals, .bindings]) {
        self.libraries = libraries
        allFunctions = StandardFunctions.declarations(libraries)
    }

    /// Declares a variable, or gives it another type. The name may be qualified: `com.example.user`.
    public mutating func declare(_ variable: String, _ type: ExpressionType) {
        variables[variable] = type
        if let dot = variable.firstIndex(of: ".") { qualifiedRoots.insert(String(variable[..<dot])) }
    }

    /// Declares an object type; ``ExpressionType/object(_:)`` with its name refers to it.
    public mutating func declare(_ type: ObjectType) {
        objectTypes[type.name] = type
    }

    /// Declares a function, or adds its overloads to those that the name has already.
    public mutating func declare(_ function: FunctionDeclaration) {
        let none = FunctionDeclaration(function.name, overloads: [])
        functions[function.name, default: none].overloads += function.overloads
        allFunctions[function.name, default: none].overloads += function.overloads
        customIDs.formUnion(function.overloads.map(\.id))
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
    /// `age(date)`, `days_until(date)` and `fold(text)`; the day is that of `run.now`, which has to be declared.
    case people
    case twoVariableComprehensions = "two_var_comprehensions"
}

/// How large an expression may be.
public struct ExpressionLimits: Hashable, Sendable {
    /// Bytes of text.
    public var bytes = 100_000
    /// How deep brackets, operators and calls may nest; the specification asks for 32 at least.
    public var depth = 100
    /// Nodes of the tree.
    public var nodes = 20_000

    public init() {}
}

extension ExpressionEnvironment {
    /// Reads and checks a text.
    public func compile(_ text: String) -> Compilation {
        let tree: (root: ExpressionNode, ranges: [Range<Int>])
        do throws(SyntaxProblem) {
            tree = try Parser.parse(text, libraries: libraries, limits: limits)
        } catch {
            return Compilation(expression: nil, issues: [error.issue], references: [])
        }
        var checker = Checker(environment: self, ranges: tree.ranges)
        checker.run(tree.root)
        let references = ReferenceFinder.references(in: tree.root, checker.references, tree.ranges)
        guard checker.issues.isEmpty else {
            return Compilation(expression: nil, issues: checker.issues, references: references)
        }
        let expression = CheckedExpression(
            root: tree.root, types: checker.types, ranges: tree.ranges, references: checker.references,
            container: container)
        return Compilation(expression: expression, issues: [], references: references)
    }

    /// Reads a text without checking it; names and functions are looked up when it is evaluated.
    public func parse(_ text: String) -> Compilation {
        do throws(SyntaxProblem) {
            let tree = try Parser.parse(text, libraries: libraries, limits: limits)
            let expression = CheckedExpression(
                root: tree.root, types: [], ranges: tree.ranges, references: [], container: container)
            return Compilation(expression: expression, issues: [], references: [])
        } catch {
            return Compilation(expression: nil, issues: [error.issue], references: [])
        }
    }

    func isCustom(_ overload: Overload) -> Bool { customIDs.contains(overload.id) }
}
