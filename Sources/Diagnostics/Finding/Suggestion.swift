/// The name that was probably meant, for "did you mean"; `nil` when none is near.
///
/// Case, `_`, `-` and spaces do not count: `answerWithin`, `answer-within` and `answer_within` are the same word here.
/// Otherwise a swap, a missing, a wrong and a further letter count one each, and a third of the word may be wrong.
public func closest(to word: String, in names: some Sequence<String>) -> String? {
    let wanted = folded(word)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names where name != word {
        let candidate = folded(name)
        let allowed = min(max(wanted.count, candidate.count) / 3, 4)
        guard abs(candidate.count - wanted.count) <= allowed else { continue }
        let distance = editDistance(wanted, candidate)
        if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}

private func folded(_ word: String) -> [Character] {
    word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
}

/// Damerau–Levenshtein distance in its optimal string alignment form: no letter is moved twice.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, a) in left.enumerated() {
        var current = [row + 1] + [Int](repeating: 0, count: right.count)
        for (column, b) in right.enumerated() {
            var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (a == b ? 0 : 1))
            if row > 0, column > 0, a == right[column - 1], left[row - 1] == b {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current[column + 1] = cost
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
