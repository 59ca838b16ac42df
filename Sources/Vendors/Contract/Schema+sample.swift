public import Expressions

extension Schema {
    /// A small value that fits, for whoever plays a call of which nothing but its contract is known; `nil` where none is
    /// found.
    ///
    /// It has the members that have to be there and no others.
    public var sample: Value? { sample(depth: 0) }

    private static let deepest = 16

    private func sample(depth: Int) -> Value? {
        guard depth < Self.deepest else { return nil }
        for way in ways {
            let values = way.listedValues.isEmpty ? way.candidates(depth: depth) : way.listedValues
            if let value = values.first(where: { way.breaches(of: $0).isEmpty }) { return value }
        }
        return nil
    }

    /// Values that may fit, the likeliest first.
    private func candidates(depth: Int) -> [Value] {
        var values: [Value] = []
        if canBe(.object), let object = object(depth: depth) { values.append(object) }
        if canBe(.array) {
            values.append(.list([]))
            if let item = element?.sample(depth: depth + 1) { values.append(.list([item])) }
        }
        if canBe(.string) { values += Self.texts + beginnings.map { .string($0 + "sample") } }
        if canBe(.integer) || canBe(.number) { values += [1, 0, 18, 100, 1000] }
        if canBe(.boolean) { values += [.bool(true), .bool(false)] }
        if canBe(.null) { values.append(.null) }
        return values
    }

    private func object(depth: Int) -> Value? {
        var members: [MapKey: Value] = [:]
        for name in requiredNames {
            guard let value = property(name).map({ $0.sample(depth: depth + 1) }) ?? .string("sample") else {
                return nil
            }
            members[.string(name)] = value
        }
        return .map(members)
    }

    /// How texts begin that fit a pattern such as `^aplt_\w+$`.
    private var beginnings: [String] {
        [rule, rule.reference.map { schema($0).rule }].compactMap { $0?.pattern?.text }.filter { $0.hasPrefix("^") }
            .map { String($0.dropFirst().prefix { $0.isLetter || $0.isNumber || "_-:/".contains($0) }) }
    }

    /// What patterns ask for most: a word, dates, addresses, codes of countries, numbers.
    private static let texts: [Value] = [
        "sample", "2026-01-01", "2026-01-01T00:00:00Z", "https://example.com/sample", "sample@example.com", "US", "USA",
        "00000000-0000-4000-8000-000000000000", "1", "+12025550100", "sample00000000000000000000000000", "",
    ]
}
