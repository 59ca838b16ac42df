/// A literal.
final class Constant: Step {
    let constant: Value

    init(_ constant: Value) { self.constant = constant }

    func value(_ frame: inout Frame) throws(Stop) -> Value { constant }
}

/// A variable of a loop or a binding.
final class Local: Step {
    let slot: Int

    init(_ slot: Int) { self.slot = slot }

    func value(_ frame: inout Frame) throws(Stop) -> Value { frame.locals[slot] }
}

/// A declared variable.
final class Variable: Step {
    let name: String
    let range: Range<Int>?

    init(_ name: String, at range: Range<Int>?) {
        self.name = name
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        switch frame.activation.resolve(name) {
        case .value(let value): return value
        case .unknown(let names): throw .unknown(names)
        case .absent: throw .failure("no-such-variable", "`\(name)` has no value", at: range)
        }
    }
}

/// A name of an unchecked expression: the first candidate that there is a variable for, or a type's name.
final class Unresolved: Step {
    struct Candidate {
        var name: String
        var fields: [String]
    }

    let candidates: [Candidate]
    let range: Range<Int>?

    init(candidates: [Candidate], at range: Range<Int>?) {
        self.candidates = candidates
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        for candidate in candidates {
            switch frame.activation.resolve(candidate.name) {
            case .absent: continue
            case .unknown(let names): throw .unknown(names)
            case .value(var value):
                for field in candidate.fields { value = try value.selecting(field, at: range) }
                return value
            }
        }
        for candidate in candidates where candidate.fields.isEmpty && TypeNames.all.contains(candidate.name) {
            return .type(candidate.name)
        }
        throw .failure("no-such-variable", "`\(candidates.last?.name ?? "")` is not declared", at: range)
    }
}

/// The types that have a name in expressions.
public enum TypeNames {
    public static let all: Set<String> = [
        "bool", "bytes", "double", "google.protobuf.Duration", "google.protobuf.Timestamp", "int", "list", "map",
        "null_type", "optional_type", "string", "type", "uint",
    ]
}

/// `cel.bind(name, value, body)`
final class Bind: Step {
    let slot: Int
    let bound: any Step
    let body: any Step

    init(slot: Int, value: any Step, body: any Step) {
        self.slot = slot
        bound = value
        self.body = body
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        frame.locals[slot] = try bound.value(&frame)
        return try body.value(&frame)
    }
}

/// A node that has no value, whatever the variables are.
final class Failing: Step {
    let failure: EvaluationFailure

    init(_ code: String, _ message: String, at range: Range<Int>?) {
        failure = EvaluationFailure(code: code, message: message, range: range)
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value { throw .failure(failure) }
}
