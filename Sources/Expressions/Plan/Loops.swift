/// What a loop goes through, and where its variables are kept.
final class LoopVariables: Sendable {
    private let source: any Step
    private let first: Int
    private let second: Int?
    let range: Range<Int>?

    init(_ source: any Step, slots: [Int], at range: Range<Int>?) {
        self.source = source
        first = slots.first ?? 0
        second = slots.count > 1 ? slots[1] : nil
        self.range = range
    }

    /// Runs a body for each element of a list or entry of a map, until it says `false`. A map's entries come in the
    /// order of their keys, so that every evaluation is the same.
    @inline(__always)
    func forEach(_ frame: inout Frame, _ body: (inout Frame) throws(Stop) -> Bool) throws(Stop) {
        try frame.budget.spend()
        switch try source.value(&frame) {
        case .list(let list):
            for index in list.indices {
                try frame.budget.spend()
                if let second {
                    frame.locals[first] = .int(Int64(index))
                    frame.locals[second] = list[index]
                } else {
                    frame.locals[first] = list[index]
                }
                guard try body(&frame) else { return }
            }
        case .map(let map):
            try frame.budget.spend(map.count)
            for key in map.keys.sorted() {
                frame.locals[first] = key.value
                if let second, let value = map[key] { frame.locals[second] = value }
                guard try body(&frame) else { return }
            }
        case let other:
            throw .failure(
                "no-such-overload", "a \(other.typeName) cannot be gone through; lists and maps can", at: range)
        }
    }

    /// The element that a loop over one variable keeps.
    @inline(__always)
    func element(_ frame: Frame) -> Value { frame.locals[first] }
}

/// A loop's condition as a bool.
@inline(__always)
private func holds(_ condition: any Step, _ frame: inout Frame, at range: Range<Int>?) throws(Stop) -> Bool {
    let value = try condition.value(&frame)
    guard case .bool(let flag) = value else {
        throw .failure("no-such-overload", "a condition must be a bool, not a \(value.typeName)", at: range)
    }
    return flag
}

/// `exists` and `all`: the first element that settles the matter ends it, errors before it included.
final class Quantifier: Step {
    let variables: LoopVariables
    let condition: any Step
    let sought: Bool

    init(_ variables: LoopVariables, _ condition: (any Step)?, seeking sought: Bool) {
        self.variables = variables
        self.condition = condition ?? Constant(.bool(true))
        self.sought = sought
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        var found = false
        var doubt: Doubt?
        try variables.forEach(&frame) { frame throws(Stop) in
            do throws(Stop) {
                found = try holds(condition, &frame, at: variables.range) == sought
            } catch {
                var kept = doubt ?? Doubt()
                try kept.absorb(error, frame)
                doubt = kept
            }
            return !found
        }
        if !found, let doubt { try doubt.settle() }
        return .bool(found == sought)
    }
}

/// Gathers what is unknown over a loop that needs every element; a failure ends it.
struct Missing {
    private var names: Set<String> = []

    mutating func absorb(_ stop: Stop) throws(Stop) {
        guard case .unknown(let more) = stop else { throw stop }
        names.formUnion(more)
    }

    func settle() throws(Stop) {
        if !names.isEmpty { throw .unknown(names) }
    }
}

/// `exists_one`: looks at every element, so an error anywhere is an error.
final class ExactlyOne: Step {
    let variables: LoopVariables
    let condition: any Step

    init(_ variables: LoopVariables, _ condition: (any Step)?) {
        self.variables = variables
        self.condition = condition ?? Constant(.bool(true))
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        var count = 0
        var missing = Missing()
        try variables.forEach(&frame) { frame throws(Stop) in
            do throws(Stop) {
                if try holds(condition, &frame, at: variables.range) { count += 1 }
            } catch {
                try missing.absorb(error)
            }
            return true
        }
        try missing.settle()
        return .bool(count == 1)
    }
}

/// `filter`, `map` and `transformList`
final class Collect: Step {
    let variables: LoopVariables
    let condition: (any Step)?
    let transform: (any Step)?

    init(_ variables: LoopVariables, _ condition: (any Step)?, _ transform: (any Step)?) {
        self.variables = variables
        self.condition = condition
        self.transform = transform
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        var list: [Value] = []
        var missing = Missing()
        try variables.forEach(&frame) { frame throws(Stop) in
            do throws(Stop) {
                if let condition, try !holds(condition, &frame, at: variables.range) { return true }
                list.append(try transform?.value(&frame) ?? variables.element(frame))
            } catch {
                try missing.absorb(error)
            }
            return true
        }
        try missing.settle()
        return .list(list)
    }
}

/// `transformMap`, which keeps the keys, and `transformMapEntry`, whose transform gives maps that are put together.
final class CollectMap: Step {
    let variables: LoopVariables
    let condition: (any Step)?
    let transform: any Step
    let entries: Bool

    init(_ variables: LoopVariables, _ condition: (any Step)?, _ transform: (any Step)?, entries: Bool) {
        self.variables = variables
        self.condition = condition
        self.transform = transform ?? Constant(.null)
        self.entries = entries
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        var map: [MapKey: Value] = [:]
        var missing = Missing()
        let range = variables.range
        try variables.forEach(&frame) { frame throws(Stop) in
            do throws(Stop) {
                if let condition, try !holds(condition, &frame, at: range) { return true }
                let key = variables.element(frame)
                let made = try transform.value(&frame)
                if entries {
                    guard case .map(let more) = made else { throw noOverload("transformMapEntry", [made], at: range) }
                    for key in more.keys.sorted() { if let value = more[key] { try map.insert(value, key, at: range) } }
                } else {
                    try map.insert(made, MapKey.checked(key, at: range), at: range)
                }
            } catch {
                try missing.absorb(error)
            }
            return true
        }
        try missing.settle()
        return .map(map)
    }
}
