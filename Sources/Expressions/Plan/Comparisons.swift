/// `left == right` and `left != right`
final class Equal: Step {
    let left: any Step
    let right: any Step
    let negated: Bool

    init(_ left: any Step, _ right: any Step, negated: Bool) {
        self.left = left
        self.right = right
        self.negated = negated
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let (first, second) = try both(left, right, &frame)
        return .bool(try first.equals(second, &frame.budget) != negated)
    }
}

/// `<`, `<=`, `>` and `>=`
final class Comparison: Step {
    private enum Relation { case less, lessOrEqual, greater, greaterOrEqual }

    private static let relations: [String: Relation] = [
        Operator.less: .less, Operator.lessOrEqual: .lessOrEqual, Operator.greater: .greater,
        Operator.greaterOrEqual: .greaterOrEqual,
    ]

    private let relation: Relation
    let name: String
    let left: any Step
    let right: any Step
    let range: Range<Int>?

    init?(_ name: String, _ steps: [any Step], at range: Range<Int>?) {
        guard steps.count == 2, let relation = Self.relations[name] else { return nil }
        self.relation = relation
        self.name = name
        left = steps[0]
        right = steps[1]
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let (first, second) = try both(left, right, &frame)
        switch (first, second) {
        case (.int(let first), .int(let second)): return .bool(holds(first, second))
        case (.double(let first), .double(let second)): return .bool(holds(first, second))
        case (.string(let first), .string(let second)):
            try frame.budget.spend(reading: first)
            return .bool(holds(first.order(second), 0))
        default:
            guard let order = first.order(second) else { throw noOverload(name, [first, second], at: range) }
            return .bool(order.isComparable && holds(order.sign, 0))
        }
    }

    @inline(__always)
    private func holds<T: Comparable>(_ first: T, _ second: T) -> Bool {
        switch relation {
        case .less: first < second
        case .lessOrEqual: first <= second
        case .greater: first > second
        case .greaterOrEqual: first >= second
        }
    }
}

extension String {
    /// Negative, zero or positive, by code point.
    fileprivate func order(_ other: String) -> Int {
        precedes(other) ? -1 : other.precedes(self) ? 1 : 0
    }
}
