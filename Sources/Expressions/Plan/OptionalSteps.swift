/// `a.or(b)` and `a.orValue(b)`, which evaluate `b` only when `a` is empty.
final class OptionalOr: Step {
    let left: any Step
    let right: any Step
    let unwraps: Bool
    let range: Range<Int>?

    init(_ left: any Step, _ right: any Step, unwraps: Bool, at range: Range<Int>?) {
        self.left = left
        self.right = right
        self.unwraps = unwraps
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let first = try left.value(&frame)
        guard case .optional(let wrapped) = first else {
            throw noOverload(unwraps ? "orValue" : "or", [first], at: range)
        }
        if let wrapped { return unwraps ? wrapped : first }
        let second = try right.value(&frame)
        if !unwraps, case .optional = second { return second }
        guard unwraps else { throw noOverload("or", [first, second], at: range) }
        return second
    }
}

/// `a.optMap(x, body)` and `a.optFlatMap(x, body)`
final class OptionalMap: Step {
    let operand: any Step
    let slot: Int
    let body: any Step
    let flat: Bool
    let range: Range<Int>?

    init(_ operand: any Step, slot: Int, body: any Step, flat: Bool, at range: Range<Int>?) {
        self.operand = operand
        self.slot = slot
        self.body = body
        self.flat = flat
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let operand = try operand.value(&frame)
        guard case .optional(let wrapped) = operand else {
            throw noOverload(flat ? "optFlatMap" : "optMap", [operand], at: range)
        }
        guard let wrapped else { return operand }
        frame.locals[slot] = wrapped
        let made = try body.value(&frame)
        if !flat { return .optional(made) }
        guard case .optional = made else { throw noOverload("optFlatMap", [made], at: range) }
        return made
    }
}

/// `text.matches("…")` with a pattern that is known beforehand and compiled once.
final class Matches: Step {
    let operand: any Step
    private let expression: Result<RegularExpression, PatternProblem>
    let range: Range<Int>?

    init(_ operand: any Step, pattern: String, at range: Range<Int>?) {
        self.operand = operand
        expression = Result { () throws(PatternProblem) in try RegularExpression(pattern) }
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let operand = try operand.value(&frame)
        guard case .string(let text) = operand else { throw noOverload("matches", [operand], at: range) }
        switch expression {
        case .failure(let problem): throw Stop.failure("bad-pattern", problem.message).placed(range)
        case .success(let expression):
            try frame.budget.spend(expression.cost(of: text))
            return .bool(expression.contains(matchIn: text))
        }
    }
}
