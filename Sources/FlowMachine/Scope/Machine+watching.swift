public import Expressions

extension Machine {
    /// Whether a condition on the run as it stands is known to hold, `status` included.
    ///
    /// What is not known yet does not hold.
    ///
    /// - Parameter names: what the condition may name beside the run.
    public func holds(_ condition: CheckedExpression, knowing names: [String: Value] = [:]) -> Bool {
        let scope = RunScope(program: program, state: state, result: nil, status: state.status)
        return condition.evaluate(Watching(scope: scope, names: names), budget: Self.budget) == .value(.bool(true))
    }
}

private struct Watching: Activation {
    var scope: RunScope
    var names: [String: Value]

    func resolve(_ name: String) -> Resolution { names[name].map { .value($0) } ?? scope.resolve(name) }
}
