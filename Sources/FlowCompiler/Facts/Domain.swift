import Expressions

/// The values that something may still have: one of a few, or any within bounds but for some.
struct Domain: Hashable {
    struct Bound: Hashable {
        var value: Double
        /// Whether the value itself is left out.
        var isOpen: Bool
    }

    /// `nil` for any value.
    var allowed: Set<Value>?
    var excluded: Set<Value> = []
    var low: Bound?
    var high: Bound?

    static let holds = Domain(allowed: [.bool(true)])
    static let fails = Domain(allowed: [.bool(false)])

    static func one(of values: some Sequence<String>) -> Domain { Domain(allowed: Set(values.map(Value.string))) }
    static func all(but values: some Sequence<String>) -> Domain { Domain(excluded: Set(values.map(Value.string))) }

    var isEmpty: Bool {
        if let allowed { return !allowed.contains(where: contains) }
        guard let low, let high else { return false }
        return low.value > high.value || low.value == high.value && (low.isOpen || high.isOpen)
    }

    func contains(_ value: Value) -> Bool {
        if allowed?.contains(value) == false || excluded.contains(value) { return false }
        guard let number = value.doubleValue else { return true }
        if let low, number < low.value || number == low.value && low.isOpen { return false }
        if let high, number > high.value || number == high.value && high.isOpen { return false }
        return true
    }

    /// Whether nothing is allowed by both.
    func excludes(_ other: Domain) -> Bool {
        // The most frequent case, without making a set.
        if let mine = allowed, let theirs = other.allowed {
            return !theirs.contains { mine.contains($0) && contains($0) && other.contains($0) }
        }
        return meet(other).isEmpty
    }

    /// What both allow.
    func meet(_ other: Domain) -> Domain {
        if self == other { return self }
        var domain = self
        domain.excluded.formUnion(other.excluded)
        domain.low = Self.tighter(low, other.low) { $0 > $1 }
        domain.high = Self.tighter(high, other.high) { $0 < $1 }
        switch (allowed, other.allowed) {
        case (let mine?, let theirs?): domain.allowed = mine.intersection(theirs)
        case (nil, let theirs): domain.allowed = theirs
        case (_, nil): break
        }
        if let allowed = domain.allowed { domain.allowed = allowed.filter(domain.contains) }
        return domain
    }

    /// What one of them allows, or more; `nil` for anything.
    func join(_ other: Domain) -> Domain? {
        switch (allowed, other.allowed) {
        case (let mine?, let theirs?): return Domain(allowed: mine.union(theirs))
        case (let mine?, nil): return Self.join(mine, other)
        case (nil, let theirs?): return Self.join(theirs, self)
        case (nil, nil):
            let domain = Domain(
                excluded: excluded.intersection(other.excluded), low: Self.looser(low, other.low) { $0 < $1 },
                high: Self.looser(high, other.high) { $0 > $1 })
            return domain == Domain() ? nil : domain
        }
    }

    private static func join(_ values: Set<Value>, _ open: Domain) -> Domain? {
        var domain = open
        domain.excluded.subtract(values)
        for number in values.compactMap(\.doubleValue) {
            let bound = Bound(value: number, isOpen: false)
            domain.low = looser(domain.low, bound) { $0 < $1 }
            domain.high = looser(domain.high, bound) { $0 > $1 }
        }
        return domain == Domain() ? nil : domain
    }

    private static func tighter(_ left: Bound?, _ right: Bound?, _ wins: (Double, Double) -> Bool) -> Bound? {
        guard let left, let right else { return left ?? right }
        if left.value == right.value { return left.isOpen ? left : right }
        return wins(left.value, right.value) ? left : right
    }

    private static func looser(_ left: Bound?, _ right: Bound?, _ wins: (Double, Double) -> Bool) -> Bound? {
        guard let left, let right else { return nil }
        if left.value == right.value { return left.isOpen ? right : left }
        return wins(left.value, right.value) ? left : right
    }
}

extension Value {
    /// Numbers of all kinds alike, so that `1` and `1.0` are one value of a domain.
    var asDomainValue: Value { doubleValue.map(Value.double) ?? self }
}
