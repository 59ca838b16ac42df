/// The functions on optional values that need all their arguments; the lazy ones are steps.
enum Optionals {
    static let unaries: [(String, Unary)] = [
        ("optional.of", { value, _ in .optional(value) }),
        ("optional.ofNonZeroValue", { value, _ in .optional(isZero(value) ? nil : value) }),
        ("optional.unwrap", unwrap), ("unwrapOpt", unwrap),
        (
            "hasValue",
            { value, _ throws(Stop) in
                guard case .optional(let wrapped) = value else { throw noOverload("hasValue", [value]) }
                return .bool(wrapped != nil)
            }
        ),
        (
            "value",
            { value, _ throws(Stop) in
                guard case .optional(let wrapped) = value else { throw noOverload("value", [value]) }
                guard let wrapped else { throw .failure("no-value", "the optional has no value") }
                return wrapped
            }
        ),
        (
            "first",
            { value, _ throws(Stop) in
                guard case .list(let list) = value else { throw noOverload("first", [value]) }
                return .optional(list.first)
            }
        ),
        (
            "last",
            { value, _ throws(Stop) in
                guard case .list(let list) = value else { throw noOverload("last", [value]) }
                return .optional(list.last)
            }
        ),
    ]

    static let binaries: [(String, Binary)] = [
        (
            Operator.optionalSelect,
            { value, field, _ throws(Stop) in
                guard case .string(let field) = field else {
                    throw noOverload(Operator.optionalSelect, [value, field])
                }
                return .optional(try value.optionalMember(field, at: nil))
            }
        )
    ]

    static let others: [(String, Int, Many)] = [("optional.none", 0, { _, _ in .optional(nil) })]

    /// The values of a list of optionals that have one.
    @Sendable
    private static func unwrap(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        guard case .list(let list) = value else { throw noOverload("optional.unwrap", [value]) }
        try budget.spend(list.count)
        var present: [Value] = []
        for element in list {
            guard case .optional(let wrapped) = element else { throw noOverload("optional.unwrap", [element]) }
            if let wrapped { present.append(wrapped) }
        }
        return .list(present)
    }

    /// The value that a type has when nothing was said: nothing, false, 0, empty.
    private static func isZero(_ value: Value) -> Bool {
        switch value {
        case .null: true
        case .bool(let flag): !flag
        case .int(let number): number == 0
        case .uint(let number): number == 0
        case .double(let number): number == 0
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let list): list.isEmpty
        case .map(let map): map.isEmpty
        case .duration(let duration): duration.nanoseconds == 0
        case .timestamp(let time): time.seconds == 0 && time.nanoseconds == 0
        case .optional(let wrapped): wrapped == nil
        case .type, .opaque, .object: false
        }
    }
}
