/// `operand.field`
final class Select: Step {
    let operand: any Step
    let field: String
    let key: MapKey
    let range: Range<Int>?

    init(_ operand: any Step, field: String, at range: Range<Int>?) {
        self.operand = operand
        self.field = field
        key = .string(field)
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        let container = try operand.value(&frame)
        if case .map(let map) = container {
            guard let value = map[key] else { throw Value.noSuchKey(field, at: range) }
            return value
        }
        return try container.selecting(field, at: range)
    }
}

extension Value {
    static func noSuchKey(_ field: String, at range: Range<Int>?) -> Stop {
        .failure("no-such-key", "there is no `\(field)` here", at: range)
    }

    /// What `self.field` is. Of an optional it is an optional: empty when there is nothing to look into.
    func selecting(_ field: String, at range: Range<Int>?) throws(Stop) -> Value {
        switch self {
        case .optional: return .optional(try optionalMember(field, at: range))
        case .map, .object:
            guard let value = try lookUp(field, at: range) else { throw Value.noSuchKey(field, at: range) }
            return value
        default:
            throw .failure("no-such-overload", "a \(typeName) has no fields, so there is no `\(field)`", at: range)
        }
    }

    /// A member by name; `nil` when there is none.
    private func lookUp(_ field: String, at range: Range<Int>?) throws(Stop) -> Value? {
        switch self {
        case .map(let map): return map[.string(field)]
        case .object(let object):
            switch object.member(field) {
            case .value(let value): return value
            case .absent: return nil
            case .unknown(let names): throw .unknown(names)
            }
        default:
            throw .failure("no-such-overload", "a \(typeName) has no fields, so there is no `\(field)`", at: range)
        }
    }

    /// `self.?field` without the optional around it.
    func optionalMember(_ field: String, at range: Range<Int>?) throws(Stop) -> Value? {
        switch self {
        case .optional(nil): nil
        case .optional(let wrapped?): try wrapped.optionalMember(field, at: range)
        default: try lookUp(field, at: range)
        }
    }
}

/// `has(operand.field)`
final class Presence: Step {
    let operand: any Step
    let field: String
    let range: Range<Int>?

    init(_ operand: any Step, field: String, at range: Range<Int>?) {
        self.operand = operand
        self.field = field
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        return .bool(try operand.value(&frame).optionalMember(field, at: range) != nil)
    }
}

/// `operand.?field`
final class OptionalSelect: Step {
    let operand: any Step
    let field: String
    let range: Range<Int>?

    init(_ operand: any Step, field: String, at range: Range<Int>?) {
        self.operand = operand
        self.field = field
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend()
        return .optional(try operand.value(&frame).optionalMember(field, at: range))
    }
}
