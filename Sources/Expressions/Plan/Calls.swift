typealias Unary = @Sendable (Value, inout Budget) throws(Stop) -> Value
typealias Binary = @Sendable (Value, Value, inout Budget) throws(Stop) -> Value
typealias Many = @Sendable ([Value], inout Budget) throws(Stop) -> Value

/// One of the language's own functions; it tells the overloads apart by its arguments' types.
enum Builtin: Sendable {
    case unary(Unary)
    case binary(Binary)
    case many(Many)
}

extension Stop {
    /// The same end with a place in the text, where it has none yet.
    func placed(_ range: Range<Int>?) -> Stop {
        guard case .failure(var failure) = self, failure.range == nil else { return self }
        failure.range = range
        return .failure(failure)
    }
}

final class UnaryCall: Step {
    let function: Unary
    let operand: any Step
    let range: Range<Int>?

    init(_ function: @escaping Unary, _ operand: any Step, at range: Range<Int>?) {
        self.function = function
        self.operand = operand
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let operand = try operand.value(&frame)
        do throws(Stop) {
            return try function(operand, &frame.budget)
        } catch {
            throw error.placed(range)
        }
    }
}

final class BinaryCall: Step {
    let function: Binary
    let left: any Step
    let right: any Step
    let range: Range<Int>?

    init(_ function: @escaping Binary, _ left: any Step, _ right: any Step, at range: Range<Int>?) {
        self.function = function
        self.left = left
        self.right = right
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let (first, second) = try both(left, right, &frame)
        do throws(Stop) {
            return try function(first, second, &frame.budget)
        } catch {
            throw error.placed(range)
        }
    }
}

/// Two operands of something that needs both. A failure is certain whatever is unknown; unknowns are gathered.
@inline(__always)
func both(_ left: any Step, _ right: any Step, _ frame: inout Frame) throws(Stop) -> (Value, Value) {
    let first: Value
    do throws(Stop) {
        first = try left.value(&frame)
    } catch {
        guard case .unknown(let names) = error else { throw error }
        do throws(Stop) {
            _ = try right.value(&frame)
        } catch {
            guard case .unknown(let more) = error else { throw error }
            throw .unknown(names.union(more))
        }
        throw error
    }
    return (first, try right.value(&frame))
}

/// All operands, by the same rule.
func every(_ steps: [any Step], _ frame: inout Frame) throws(Stop) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(steps.count)
    var missing: Set<String> = []
    for step in steps {
        do throws(Stop) {
            values.append(try step.value(&frame))
        } catch {
            guard case .unknown(let names) = error else { throw error }
            missing.formUnion(names)
        }
    }
    if !missing.isEmpty { throw .unknown(missing) }
    return values
}

final class Call: Step {
    let function: Many
    let arguments: [any Step]
    let range: Range<Int>?

    init(_ function: @escaping Many, _ arguments: [any Step], at range: Range<Int>?) {
        self.function = function
        self.arguments = arguments
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let values = try every(arguments, &frame)
        do throws(Stop) {
            return try function(values, &frame.budget)
        } catch {
            throw error.placed(range)
        }
    }
}

/// A call of a function that the environment declared; where a built-in one shares the name, the arguments decide.
final class CustomCall: Step {
    let name: String
    let overloads: [Overload]
    let arguments: [any Step]
    let otherwise: Builtin?
    let range: Range<Int>?

    init(
        _ name: String, overloads: [Overload], arguments: [any Step], otherwise: Builtin?, at range: Range<Int>?
    ) {
        self.name = name
        self.overloads = overloads
        self.arguments = arguments
        self.otherwise = otherwise
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let values = try every(arguments, &frame)
        for value in values { if case .string(let text) = value { try frame.budget.spend(reading: text) } }
        do throws(Stop) {
            if let overload = overloads.first(where: { fits($0, values) }) {
                return try call(overload, values, frame.functions)
            }
            switch otherwise {
            case .unary(let function): return try function(values[0], &frame.budget)
            case .binary(let function): return try function(values[0], values[1], &frame.budget)
            case .many(let function): return try function(values, &frame.budget)
            case nil: throw noOverload(name, values)
            }
        } catch {
            throw error.placed(range)
        }
    }

    private func fits(_ overload: Overload, _ values: [Value]) -> Bool {
        overload.parameters.count == values.count
            && zip(overload.parameters, values).allSatisfy { $0.admits($1) }
    }

    private func call(_ overload: Overload, _ values: [Value], _ functions: FunctionTable) throws(Stop) -> Value {
        guard let body = functions.body(overload.id) else {
            throw .failure("no-such-function", "`\(name)` is declared but not provided")
        }
        do throws(EvaluationFailure) {
            return try body(values)
        } catch {
            throw .failure(error)
        }
    }
}

/// A call that nobody has checked and whose name the language does not have.
final class UncheckedCall: Step {
    let name: String
    let arguments: [any Step]
    let range: Range<Int>?

    init(_ name: String, _ arguments: [any Step], at range: Range<Int>?) {
        self.name = name
        self.arguments = arguments
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        guard let body = frame.functions.body(name) else {
            throw .failure("no-such-function", "there is no function `\(displayName(name))` for this", at: range)
        }
        let values = try every(arguments, &frame)
        do throws(EvaluationFailure) {
            return try body(values)
        } catch {
            throw Stop.failure(error).placed(range)
        }
    }
}
