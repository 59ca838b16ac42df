/// `[a, ?b]`
final class ListLiteral: Step {
    let elements: [any Step]
    let optional: [Bool]
    let range: Range<Int>?

    init(_ elements: [any Step], optional: [Bool], at range: Range<Int>?) {
        self.elements = elements
        self.optional = optional
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend(1 + elements.count)
        let values = try every(elements, &frame)
        guard optional.contains(true) else { return .list(values) }
        var list: [Value] = []
        for (value, isOptional) in zip(values, optional) {
            if !isOptional {
                list.append(value)
            } else if let present = try value.unwrappedEntry(at: range) {
                list.append(present)
            }
        }
        return .list(list)
    }
}

/// `{key: value, ?key: value}`
final class MapLiteral: Step {
    let entries: [(key: any Step, value: any Step, isOptional: Bool)]
    let steps: [any Step]
    let range: Range<Int>?

    init(_ entries: [(key: any Step, value: any Step, isOptional: Bool)], at range: Range<Int>?) {
        self.entries = entries
        steps = entries.flatMap { [$0.key, $0.value] }
        self.range = range
    }

    func value(_ frame: inout Frame) throws(Stop) -> Value {
        try frame.budget.spend(1 + steps.count)
        let values = try every(steps, &frame)
        var map: [MapKey: Value] = [:]
        map.reserveCapacity(entries.count)
        for (place, entry) in entries.enumerated() {
            let key = try MapKey.checked(values[place * 2], at: range)
            var value = values[place * 2 + 1]
            if entry.isOptional {
                guard let present = try value.unwrappedEntry(at: range) else { continue }
                value = present
            }
            try map.insert(value, key, at: range)
        }
        return .map(map)
    }
}

extension Value {
    /// The value of an entry that is marked with `?`.
    fileprivate func unwrappedEntry(at range: Range<Int>?) throws(Stop) -> Value? {
        guard case .optional(let wrapped) = self else {
            throw .failure("no-such-overload", "an entry marked with `?` must be an optional", at: range)
        }
        return wrapped
    }
}

extension MapKey {
    static func checked(_ value: Value, at range: Range<Int>?) throws(Stop) -> MapKey {
        guard let key = MapKey(value) else {
            throw .failure("unsupported-key", "a \(value.typeName) cannot be a key of a map", at: range)
        }
        return key
    }
}

extension Dictionary where Key == MapKey, Value == Expressions.Value {
    /// Adds an entry; a key that is there already, in whatever kind of number, is a failure.
    mutating func insert(_ value: Value, _ key: MapKey, at range: Range<Int>?) throws(Stop) {
        let twin = key.twin.map { self[$0] != nil } ?? false
        guard !twin, updateValue(value, forKey: key) == nil else {
            throw .failure("repeated-key", "a map has a key twice", at: range)
        }
    }
}
