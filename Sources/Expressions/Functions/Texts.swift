/// The text functions of the language's core.
enum Texts {
    static let binaries: [(String, Binary)] = [
        (
            "contains",
            { left, right, budget throws(Stop) in
                let (text, part) = try texts("contains", left, right, &budget)
                return .bool(find(Array(part.utf8), in: Array(text.utf8), from: 0) != nil)
            }
        ),
        (
            "startsWith",
            { left, right, budget throws(Stop) in
                let (text, part) = try texts("startsWith", left, right, &budget)
                return .bool(text.utf8.starts(with: part.utf8))
            }
        ),
        (
            "endsWith",
            { left, right, budget throws(Stop) in
                let (text, part) = try texts("endsWith", left, right, &budget)
                return .bool(text.utf8.reversed().starts(with: part.utf8.reversed()))
            }
        ),
        (
            "matches",
            { left, right, budget throws(Stop) in
                let (text, pattern) = try texts("matches", left, right, &budget)
                let expression: RegularExpression
                do throws(PatternProblem) {
                    expression = try RegularExpression(pattern)
                } catch {
                    throw .failure("bad-pattern", error.message)
                }
                try budget.spend(expression.size + expression.cost(of: text))
                return .bool(expression.contains(matchIn: text))
            }
        ),
    ]

    private static func texts(_ name: String, _ left: Value, _ right: Value, _ budget: inout Budget) throws(Stop)
        -> (String, String)
    {
        guard case .string(let text) = left, case .string(let other) = right else {
            throw noOverload(name, [left, right])
        }
        try budget.spend(reading: text)
        return (text, other)
    }

    /// Where a run of elements begins in another, at or after a place.
    ///
    /// Knuth, Morris and Pratt: the time grows with both lengths added, whatever is searched for.
    static func find<T: Equatable>(_ part: [T], in whole: [T], from start: Int) -> Int? {
        guard !part.isEmpty else { return start <= whole.count ? start : nil }
        guard part.count <= whole.count, start <= whole.count - part.count else { return nil }
        var failure = [0]
        failure.reserveCapacity(part.count)
        var matched = 0
        for index in part.indices.dropFirst() {
            while matched > 0, part[index] != part[matched] { matched = failure[matched - 1] }
            if part[index] == part[matched] { matched += 1 }
            failure.append(matched)
        }
        matched = 0
        for index in start..<whole.count {
            while matched > 0, whole[index] != part[matched] { matched = failure[matched - 1] }
            if whole[index] == part[matched] { matched += 1 }
            if matched == part.count { return index - part.count + 1 }
        }
        return nil
    }
}
