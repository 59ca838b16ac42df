/// The math library.
enum Mathematics {
    static let unaries: [(String, Unary)] =
        [
            ("math.@max", { value, budget throws(Stop) in try extreme(value, wins: .after, "math.greatest", &budget) }),
            ("math.@min", { value, budget throws(Stop) in try extreme(value, wins: .before, "math.least", &budget) }),
            ("math.abs", abs), ("math.sign", sign), ("math.sqrt", squareRoot),
            (
                "math.bitNot",
                { value, _ throws(Stop) in
                    switch value {
                    case .int(let number): return .int(~number)
                    case .uint(let number): return .uint(~number)
                    default: throw noOverload("math.bitNot", [value])
                    }
                }
            ),
        ]
        + onDoubles("math.ceil") { .double($0.rounded(.up)) }
        + onDoubles("math.floor") { .double($0.rounded(.down)) }
        + onDoubles("math.round") { .double($0.rounded(.toNearestOrAwayFromZero)) }
        + onDoubles("math.trunc") { .double($0.rounded(.towardZero)) }
        + onDoubles("math.isNaN") { .bool($0.isNaN) }
        + onDoubles("math.isInf") { .bool($0.isInfinite) }
        + onDoubles("math.isFinite") { .bool($0.isFinite) }

    static let binaries: [(String, Binary)] = [
        ("math.@max", { left, right, _ throws(Stop) in try extreme(left, right, wins: .after, "math.greatest") }),
        ("math.@min", { left, right, _ throws(Stop) in try extreme(left, right, wins: .before, "math.least") }),
        (
            "math.bitAnd",
            { left, right, _ throws(Stop) in
                switch (left, right) {
                case (.int(let left), .int(let right)): return .int(left & right)
                case (.uint(let left), .uint(let right)): return .uint(left & right)
                default: throw noOverload("math.bitAnd", [left, right])
                }
            }
        ),
        (
            "math.bitOr",
            { left, right, _ throws(Stop) in
                switch (left, right) {
                case (.int(let left), .int(let right)): return .int(left | right)
                case (.uint(let left), .uint(let right)): return .uint(left | right)
                default: throw noOverload("math.bitOr", [left, right])
                }
            }
        ),
        (
            "math.bitXor",
            { left, right, _ throws(Stop) in
                switch (left, right) {
                case (.int(let left), .int(let right)): return .int(left ^ right)
                case (.uint(let left), .uint(let right)): return .uint(left ^ right)
                default: throw noOverload("math.bitXor", [left, right])
                }
            }
        ),
        (
            "math.bitShiftLeft",
            { value, places, _ throws(Stop) in
                try shift("math.bitShiftLeft", value, places) { $0 << $1 }
            }
        ),
        (
            "math.bitShiftRight",
            { value, places, _ throws(Stop) in
                try shift("math.bitShiftRight", value, places) { $0 >> $1 }
            }
        ),
    ]

    private static func onDoubles(_ name: String, _ work: @escaping @Sendable (Double) -> Value) -> [(String, Unary)] {
        [
            (
                name,
                { value, _ throws(Stop) in
                    guard case .double(let number) = value else { throw noOverload(name, [value]) }
                    return work(number)
                }
            )
        ]
    }

    // MARK: Greatest and least

    /// The extreme of a list of numbers, or the one number itself.
    private static func extreme(_ value: Value, wins: Order, _ name: String, _ budget: inout Budget) throws(Stop)
        -> Value
    {
        guard case .list(let list) = value else { return try number(value, name) }
        guard var best = list.first else { throw .failure("no-value", "`\(name)` of an empty list") }
        _ = try number(best, name)
        for element in list.dropFirst() {
            try budget.spend()
            best = try extreme(best, element, wins: wins, name)
        }
        return best
    }

    private static func extreme(_ left: Value, _ right: Value, wins: Order, _ name: String) throws(Stop) -> Value {
        let (left, right) = (try number(left, name), try number(right, name))
        return right.order(left) == wins ? right : left
    }

    private static func number(_ value: Value, _ name: String) throws(Stop) -> Value {
        switch value {
        case .int, .uint, .double: return value
        default: throw noOverload(name, [value])
        }
    }

    // MARK: Numbers

    @Sendable
    private static func abs(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .int(let number):
            guard number != .min else { throw Arithmetic.overflow("the absolute number") }
            return .int(Swift.abs(number))
        case .uint: return value
        case .double(let number): return .double(number.magnitude)
        default: throw noOverload("math.abs", [value])
        }
    }

    @Sendable
    private static func sign(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .int(let number): return .int(number.signum())
        case .uint(let number): return .uint(number.signum())
        case .double(let number): return .double(number.isNaN || number == 0 ? number : number < 0 ? -1 : 1)
        default: throw noOverload("math.sign", [value])
        }
    }

    @Sendable
    private static func squareRoot(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        guard try number(value, "math.sqrt").doubleValue != nil, let number = value.doubleValue else {
            throw noOverload("math.sqrt", [value])
        }
        return .double(number.squareRoot())
    }

    /// Ints are shifted as their bits: what comes in from the left is zero.
    private static func shift(
        _ name: String, _ value: Value, _ places: Value, _ work: (UInt64, UInt64) -> UInt64
    ) throws(Stop) -> Value {
        guard case .int(let places) = places else { throw noOverload(name, [value, places]) }
        guard let places = UInt64(exactly: places) else {
            throw .failure("out-of-range", "`\(name)` cannot shift by a negative number")
        }
        switch value {
        case .int(let number): return .int(Int64(bitPattern: work(UInt64(bitPattern: number), places)))
        case .uint(let number): return .uint(work(number, places))
        default: throw noOverload(name, [value, .int(0)])
        }
    }
}
