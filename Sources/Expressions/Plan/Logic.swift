/// Errors and unknowns on their way through a logical operator, which may yet be settled by another operand.
struct Doubt {
    private var failure: Stop?
    private var missing: Set<String> = []

    /// Keeps an operand's end for later; an evaluation that has spent its budget stops at once.
    mutating func absorb(_ stop: Stop, _ frame: Frame) throws(Stop) {
        if frame.budget.left < 0 { throw stop }
        switch stop {
        case .failure: failure = failure ?? stop
        case .unknown(let names): missing.formUnion(names)
        }
    }

    /// Ends with what was kept, if anything was. An unknown comes first: once known, it may settle the matter.
    func settle() throws(Stop) {
        if !missing.isEmpty { throw .unknown(missing) }
        if let failure { throw failure }
    }
}

/// `a && b && c`
final class AllOf: Step {
    let parts: [any Step]
    let range: Range<Int>?

    init(_ parts: [any Step], at range: Range<Int>?) {
        self.parts = parts
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        return .bool(try decide(parts, settledBy: false, Operator.and, range, &frame))
    }
}

/// `a || b || c`
final class AnyOf: Step {
    let parts: [any Step]
    let range: Range<Int>?

    init(_ parts: [any Step], at range: Range<Int>?) {
        self.parts = parts
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        return .bool(try decide(parts, settledBy: true, Operator.or, range, &frame))
    }
}

@inline(__always)
private func decide(
    _ parts: [any Step], settledBy decisive: Bool, _ name: String, _ range: Range<Int>?, _ frame: inout Frame
) throws(Stop) -> Bool {
    var doubt: Doubt?
    for part in parts {
        do throws(Stop) {
            let operand = try part.value(&frame)
            guard case .bool(let flag) = operand else { throw noOverload(name, [operand], at: range) }
            if flag == decisive { return decisive }
        } catch {
            var kept = doubt ?? Doubt()
            try kept.absorb(error, frame)
            doubt = kept
        }
    }
    if let doubt { try doubt.settle() }
    return !decisive
}

/// `condition ? yes : no`
final class Conditional: Step {
    let condition: any Step
    let yes: any Step
    let no: any Step
    let range: Range<Int>?

    init(_ condition: any Step, _ yes: any Step, _ no: any Step, at range: Range<Int>?) {
        self.condition = condition
        self.yes = yes
        self.no = no
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let decided = try condition.value(&frame)
        guard case .bool(let flag) = decided else { throw noOverload(Operator.conditional, [decided], at: range) }
        return try flag ? yes.value(&frame) : no.value(&frame)
    }
}

/// `!operand`
final class Not: Step {
    let operand: any Step
    let range: Range<Int>?

    init(_ operand: any Step, at range: Range<Int>?) {
        self.operand = operand
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let operand = try operand.value(&frame)
        guard case .bool(let flag) = operand else { throw noOverload(Operator.not, [operand], at: range) }
        return .bool(!flag)
    }
}

/// A function was applied to values that it has no overload for.
func noOverload(_ name: String, _ arguments: [Value], at range: Range<Int>? = nil) -> Stop {
    let types = arguments.map(\.typeName).joined(separator: ", ")
    return .failure("no-such-overload", "`\(displayName(name))` cannot be applied to (\(types))", at: range)
}

/// An operator's text, or the function's name.
public func displayName(_ function: String) -> String {
    if let binary = Operator.binary[function] { return binary.text }
    switch function {
    case Operator.not: return "!"
    case Operator.negate: return "-"
    case Operator.index: return "[]"
    case Operator.optionalIndex: return "[?]"
    case Operator.optionalSelect: return ".?"
    case Operator.conditional: return "?:"
    default: return function
    }
}
