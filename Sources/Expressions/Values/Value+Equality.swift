extension Value {
    /// The language's equality: numbers are equal across their kinds, a NaN equals nothing, unlike types are unequal,
    /// lists and maps are compared by their contents. `false` where an object's member is not known.
    public func equals(_ other: Value) -> Bool {
        var budget = Budget(left: .max)
        return (try? equals(other, &budget)) ?? false
    }

    func equals(_ other: Value, _ budget: inout Budget) throws(Stop) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)):
            try budget.spend(left.utf8.count >> 3)
            return left.isSame(as: right)
        case (.int(let left), .int(let right)): return left == right
        case (.bool(let left), .bool(let right)): return left == right
        case (.null, .null): return true
        case (.bytes(let left), .bytes(let right)):
            try budget.spend(left.count >> 3)
            return left == right
        case (.list(let left), .list(let right)):
            guard left.count == right.count else { return false }
            for (one, two) in zip(left, right) {
                try budget.spend()
                if try !one.equals(two, &budget) { return false }
            }
            return true
        case (.map(let left), .map(let right)): return try sameMap(left, right, &budget)
        case (.type(let left), .type(let right)): return left == right
        case (.optional(nil), .optional(nil)): return true
        case (.optional(let left?), .optional(let right?)): return try left.equals(right, &budget)
        case (.opaque(let left), .opaque(let right)): return left == right
        case (.object(let left), .object(let right)): return try sameObject(left, right, &budget)
        default:
            guard let order = order(other) else { return false }
            return order == .same
        }
    }

    /// A map's value under a key, a number being the same key whatever its kind.
    public static func member(_ map: [MapKey: Value], _ key: Value) -> Value? {
        switch key {
        case .double(let number):
            if let whole = Int64(exactly: number) { return member(map, .int(whole)) }
            if let whole = UInt64(exactly: number) { return map[.uint(whole)] }
            return nil
        default:
            guard let exact = MapKey(key) else { return nil }
            if let value = map[exact] { return value }
            guard let twin = exact.twin else { return nil }
            return map[twin]
        }
    }
}

private func sameMap(_ left: [MapKey: Value], _ right: [MapKey: Value], _ budget: inout Budget) throws(Stop) -> Bool {
    guard left.count == right.count else { return false }
    for (key, one) in left {
        try budget.spend()
        guard let two = Value.member(right, key.value), try one.equals(two, &budget) else { return false }
    }
    return true
}

private func sameObject(_ left: LazyObject, _ right: LazyObject, _ budget: inout Budget) throws(Stop) -> Bool {
    guard left.typeName == right.typeName else { return false }
    var missing: Set<String> = []
    for name in Set(left.members.memberNames).union(right.members.memberNames) {
        try budget.spend()
        switch (left.member(name), right.member(name)) {
        case (.absent, .absent): continue
        case (.value(let one), .value(let two)): if try !one.equals(two, &budget) { return false }
        case (.unknown(let names), .unknown(let more)): missing.formUnion(names.union(more))
        case (.unknown(let names), _), (_, .unknown(let names)): missing.formUnion(names)
        default: return false
        }
    }
    if !missing.isEmpty { throw .unknown(missing) }
    return true
}
