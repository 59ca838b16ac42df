public import Expressions

extension Schema {
    /// Everything in which a value differs from the contract, in the order of pointers; nothing when it fits.
    ///
    /// At most 64 are told. Of alternatives that all fail the one that comes nearest is explained.
    public func breaches(of value: Value) -> [ContractBreach] {
        var check = SchemaCheck()
        check.check(value, self, at: JSONPointer(tokens: []))
        return check.breaches.sorted { $0.pointer < $1.pointer }
    }

    func accepts(_ value: Value) -> Bool {
        var check = SchemaCheck(most: 1)
        check.check(value, self, at: JSONPointer(tokens: []))
        return check.breaches.isEmpty
    }
}

/// One walk over a value along its schema.
struct SchemaCheck {
    private(set) var breaches: [ContractBreach] = []
    private let most: Int
    private var depth = 0

    /// References may go round in a circle without going deeper into the value; this ends it.
    static let maximumDepth = 256

    init(most: Int = 64) { self.most = most }

    mutating func check(_ value: Value, _ schema: Schema, at pointer: JSONPointer) {
        guard breaches.count < most else { return }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return report("is nested too deeply", pointer) }
        let rule = schema.rule
        if rule.always == false { return report("is not allowed", pointer) }
        if let types = rule.types, !types.contains(where: { $0.covers(value) }) {
            return report("is \(JSONType.of(value)?.article ?? "no JSON"), not \(Self.listed(types))", pointer)
        }
        for allowed in rule.allowed where !Self.isAmong(allowed, value) {
            let one = allowed.count == 1
            report(one ? "is not the one value allowed" : "is none of the \(allowed.count) values allowed", pointer)
        }
        switch value {
        case .string(let text): checkText(text, rule, at: pointer)
        case .int, .uint, .double: checkNumber(value, rule, at: pointer)
        case .list(let items): checkItems(items, rule, of: schema, at: pointer)
        case .map(let members): checkMembers(members, rule, of: schema, at: pointer)
        default: break
        }
        if let reference = rule.reference { check(value, schema.schema(reference), at: pointer) }
        for part in rule.allOf { check(value, schema.schema(part), at: pointer) }
        checkAlternatives(value, rule, of: schema, at: pointer)
        if let not = rule.not, schema.schema(not).accepts(value) { report("is what the contract rules out", pointer) }
    }

    mutating func report(_ message: String, _ pointer: JSONPointer) {
        add(ContractBreach(message, at: pointer))
    }

    private mutating func add(_ breach: ContractBreach) {
        if breaches.count < most, !breaches.contains(breach) { breaches.append(breach) }
    }

    private static func listed(_ types: Set<JSONType>) -> String {
        let sorted = JSONType.allCases.filter(types.contains)
        return sorted.map(\.article).joined(separator: " or ")
    }

    /// A handle cannot be looked into: it is taken for one of the values.
    private static func isAmong(_ allowed: [Value], _ value: Value) -> Bool {
        if case .opaque = value { return true }
        return allowed.contains { $0.isSameJSONTree(as: value) }
    }

    // MARK: Alternatives

    private mutating func checkAlternatives(
        _ value: Value, _ rule: SchemaRule, of schema: Schema, at pointer: JSONPointer
    ) {
        if !rule.anyOf.isEmpty {
            let outcomes = rule.anyOf.map { outcome(value, schema.schema($0), at: pointer) }
            if !outcomes.contains([]) { explain(outcomes, at: pointer) }
        }
        if !rule.oneOf.isEmpty {
            let outcomes = rule.oneOf.map { outcome(value, schema.schema($0), at: pointer) }
            let fitting = outcomes.filter(\.isEmpty).count
            if fitting == 0 { explain(outcomes, at: pointer) }
            if fitting > 1 { report("fits \(fitting) alternatives of which only one may fit", pointer) }
        }
    }

    private func outcome(_ value: Value, _ schema: Schema, at pointer: JSONPointer) -> [ContractBreach] {
        var check = SchemaCheck()
        check.depth = depth
        check.check(value, schema, at: pointer)
        return check.breaches
    }

    /// Tells what the nearest alternative misses: the one with the fewest breaches.
    private mutating func explain(_ outcomes: [[ContractBreach]], at pointer: JSONPointer) {
        if outcomes.count > 1 { report("fits none of the \(outcomes.count) alternatives; of the nearest:", pointer) }
        for breach in outcomes.min(by: { $0.count < $1.count }) ?? [] { add(breach) }
    }
}
