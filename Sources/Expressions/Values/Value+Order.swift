/// How two values stand to each other; `unordered` when one is a NaN.
enum Order {
    case before, same, after, unordered

    var isComparable: Bool { self != .unordered }

    var sign: Int {
        switch self {
        case .before: -1
        case .after: 1
        case .same, .unordered: 0
        }
    }

    init<T: Comparable>(_ left: T, _ right: T) {
        self = left < right ? .before : left == right ? .same : left > right ? .after : .unordered
    }

    var reversed: Order {
        switch self {
        case .before: .after
        case .after: .before
        case .same, .unordered: self
        }
    }
}

extension Value {
    /// The language's order; `nil` for types that have none between them. Numbers compare across their kinds.
    func order(_ other: Value) -> Order? {
        switch (self, other) {
        case (.int(let left), .int(let right)): Order(left, right)
        case (.uint(let left), .uint(let right)): Order(left, right)
        case (.double(let left), .double(let right)): Order(left, right)
        case (.int(let left), .uint(let right)): left < 0 ? .before : Order(UInt64(left), right)
        case (.uint(let left), .int(let right)): right < 0 ? .after : Order(left, UInt64(right))
        case (.int(let left), .double(let right)): numeric(left, right)
        case (.double(let left), .int(let right)): numeric(right, left).reversed
        case (.uint(let left), .double(let right)): numeric(left, right)
        case (.double(let left), .uint(let right)): numeric(right, left).reversed
        case (.string(let left), .string(let right)):
            left.isSame(as: right) ? .same : left.precedes(right) ? .before : .after
        case (.bytes(let left), .bytes(let right)):
            left == right ? .same : left.lexicographicallyPrecedes(right) ? .before : .after
        case (.bool(let left), .bool(let right)): Order(left ? 1 : 0, right ? 1 : 0)
        case (.timestamp(let left), .timestamp(let right)): Order(left, right)
        case (.duration(let left), .duration(let right)): Order(left, right)
        default: nil
        }
    }
}

/// A whole number against a double. It is made a double first, as the reference implementations do and their common
/// tests demand: beyond 2^53 numbers that round to the same double are the same.
private func numeric(_ left: some BinaryInteger, _ right: Double) -> Order {
    Order(Double(left), right)
}
