import ExpressionSyntax
import Expressions

/// What follows from a condition: when it holds, and when it does not.
struct Outcome {
    var holds: Facts
    var fails: Facts

    static var unknown: Outcome { Outcome(holds: .none, fails: .none) }

    /// Notes that a condition as a whole holds or not, so that the same one further down is known.
    mutating func remember(_ root: ExpressionNode, _ given: Facts, in table: FactTable) {
        guard case .call(let function, _) = root.kind, [Operator.and, Operator.or].contains(function) else { return }
        let path = table.path(root)
        let known = table.domain(given.known(path, in: table))
        if !known.contains(.bool(true)) { holds = .impossible }
        if !known.contains(.bool(false)) { fails = .impossible }
        holds = holds.meet(table.fact(path, table.holds))
        fails = fails.meet(table.fact(path, table.fails))
    }

    var negated: Outcome { Outcome(holds: fails, fails: holds) }
}
