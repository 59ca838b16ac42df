/// The functions that callers add to the language's own, by overload id.
///
/// The language's functions are always there; whether an expression may use them is the checker's business.
public struct FunctionTable: Sendable {
    /// What an added function does.
    ///
    /// It gets as many arguments as the overload has parameters, of their types (a method's receiver comes first), and
    /// says by its failure why there is no value. It must give the same answer for the same arguments.
    public typealias Body = @Sendable (_ arguments: [Value]) throws(EvaluationFailure) -> Value

    private var bodies: [String: Body] = [:]

    /// The language's functions and no others.
    public static let standard = FunctionTable()

    public init() {}

    /// Adds a function, or replaces the one of the same id.
    public mutating func define(_ overload: Overload, _ body: @escaping Body) {
        bodies[overload.id] = body
    }

    /// Adds a function by the id of its overload.
    public mutating func define(_ id: String, _ body: @escaping Body) {
        bodies[id] = body
    }

    /// The table with the functions of another on top of its own.
    public func merging(_ other: FunctionTable) -> FunctionTable {
        var merged = self
        merged.bodies.merge(other.bodies) { $1 }
        return merged
    }

    func body(_ id: String) -> Body? { bodies[id] }
}
