/// `+ - * / %`, on numbers, text, bytes, lists and times. Whole numbers that overflow are failures.
enum Arithmetic {
    static let unaries: [(String, Unary)] = [(Operator.negate, negate)]
    static let binaries: [(String, Binary)] = [
        (Operator.add, add), (Operator.subtract, subtract), (Operator.multiply, multiply), (Operator.divide, divide),
        (Operator.modulo, modulo),
    ]

    static func overflow(_ what: String) -> Stop {
        .failure("overflow", "\(what) does not fit into 64 bits")
    }

    static let outOfRange = Stop.failure("out-of-range", "the time is out of range")

    @Sendable
    static func negate(_ value: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch value {
        case .int(let number):
            guard number != .min else { throw overflow("the negated number") }
            return .int(-number)
        case .double(let number): return .double(-number)
        default: throw noOverload(Operator.negate, [value])
        }
    }

    @Sendable
    static func add(_ left: Value, _ right: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)): return .int(try whole(left.addingReportingOverflow(right), "the sum"))
        case (.uint(let left), .uint(let right)):
            return .uint(try whole(left.addingReportingOverflow(right), "the sum"))
        case (.double(let left), .double(let right)): return .double(left + right)
        case (.string(let left), .string(let right)):
            try budget.spend((left.utf8.count + right.utf8.count) >> 3)
            return .string(left + right)
        case (.bytes(let left), .bytes(let right)):
            try budget.spend((left.count + right.count) >> 3)
            return .bytes(left + right)
        case (.list(let left), .list(let right)):
            try budget.spend(left.count + right.count)
            return .list(left + right)
        case (.timestamp(let time), .duration(let span)), (.duration(let span), .timestamp(let time)):
            guard let sum = time.adding(span) else { throw outOfRange }
            return .timestamp(sum)
        case (.duration(let left), .duration(let right)):
            return .duration(
                CELDuration(
                    nanoseconds: try whole(left.nanoseconds.addingReportingOverflow(right.nanoseconds), "the sum")))
        default: throw noOverload(Operator.add, [left, right])
        }
    }

    @Sendable
    static func subtract(_ left: Value, _ right: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try whole(left.subtractingReportingOverflow(right), "the difference"))
        case (.uint(let left), .uint(let right)):
            return .uint(try whole(left.subtractingReportingOverflow(right), "the difference"))
        case (.double(let left), .double(let right)): return .double(left - right)
        case (.timestamp(let time), .duration(let span)):
            guard span.nanoseconds != .min, let rest = time.adding(CELDuration(nanoseconds: -span.nanoseconds)) else {
                throw outOfRange
            }
            return .timestamp(rest)
        case (.timestamp(let left), .timestamp(let right)):
            guard let span = left.since(right) else { throw outOfRange }
            return .duration(span)
        case (.duration(let left), .duration(let right)):
            let rest = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
            return .duration(CELDuration(nanoseconds: try whole(rest, "the difference")))
        default: throw noOverload(Operator.subtract, [left, right])
        }
    }

    @Sendable
    static func multiply(_ left: Value, _ right: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try whole(left.multipliedReportingOverflow(by: right), "the product"))
        case (.uint(let left), .uint(let right)):
            return .uint(try whole(left.multipliedReportingOverflow(by: right), "the product"))
        case (.double(let left), .double(let right)): return .double(left * right)
        default: throw noOverload(Operator.multiply, [left, right])
        }
    }

    @Sendable
    static func divide(_ left: Value, _ right: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch (left, right) {
        case (.int(_), .int(0)), (.uint(_), .uint(0)): throw .failure("divide-by-zero", "division by zero")
        case (.int(let left), .int(let right)):
            return .int(try whole(left.dividedReportingOverflow(by: right), "the quotient"))
        case (.uint(let left), .uint(let right)): return .uint(left / right)
        case (.double(let left), .double(let right)): return .double(left / right)
        default: throw noOverload(Operator.divide, [left, right])
        }
    }

    @Sendable
    static func modulo(_ left: Value, _ right: Value, _ budget: inout Budget) throws(Stop) -> Value {
        switch (left, right) {
        case (.int(_), .int(0)), (.uint(_), .uint(0)):
            throw .failure("divide-by-zero", "remainder of a division by zero")
        case (.int(let left), .int(let right)):
            return .int(try whole(left.remainderReportingOverflow(dividingBy: right), "the quotient"))
        case (.uint(let left), .uint(let right)): return .uint(left % right)
        default: throw noOverload(Operator.modulo, [left, right])
        }
    }

    private static func whole<T>(_ result: (partialValue: T, overflow: Bool), _ what: String) throws(Stop) -> T {
        if result.overflow { throw overflow(what) }
        return result.partialValue
    }
}
