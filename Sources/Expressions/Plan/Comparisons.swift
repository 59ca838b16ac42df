/// `left == right` and `left != right`
final class Equal: Step {
    let left: any Step
    let right: any Step
    /// The right side, where it is a literal.
    let constant: Value?
    let negated: Bool

    init(_ left: any Step, _ right: any Step, negated: Bool) {
        self.left = left
        self.right = right
        constant = (right as? Constant)?.constant
        self.negated = negated
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        if let constant {
            return .bool(try left.value(&frame).equals(constant, &frame.budget) != negated)
        }
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
    /// The right side, where it is an int.
    let bound: Int64?
    let range: Range<Int>?

    init?(_ name: String, _ steps: [any Step], at range: Range<Int>?) {
        guard steps.count == 2, let relation = Self.relations[name] else { return nil }
        self.relation = relation
        self.name = name
        left = steps[0]
        right = steps[1]
        bound = if case .int(let number)? = (steps[1] as? Constant)?.constant { number } else { nil }
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        if let bound {
            let first = try left.value(&frame)
            if case .int(let first) = first { return .bool(holds(first, bound)) }
            return .bool(try holds(first, .int(bound)))
        }
        let (first, second) = try both(left, right, &frame)
        switch (first, second) {
        case (.int(let first), .int(let second)): return .bool(holds(first, second))
        case (.double(let first), .double(let second)): return .bool(holds(first, second))
        case (.string(let first), .string(let second)):
            try frame.budget.spend(reading: first)
            return .bool(holds(first.order(second), 0))
        default: return .bool(try holds(first, second))
        }
    }

    private func holds(_ first: Value, _ second: Value) throws(Stop) -> Bool {
        guard let order = first.order(second) else { throw noOverload(name, [first, second], at: range) }
        return order.isComparable && holds(order.sign, 0)
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
