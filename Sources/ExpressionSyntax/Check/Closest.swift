/// The name that was probably meant, if one is close enough: within a third of its length, at least one letter off.
func closestName(to name: String, in names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    let limit = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in names.sorted() where candidate != name {
        let distance = editDistance(wanted, Array(candidate.lowercased().unicodeScalars), limit: limit)
        guard distance <= limit else { continue }
        guard let found = best, found.distance <= distance else {
            best = (candidate, distance)
            continue
        }
    }
    return best?.name
}

/// The function that was probably meant: one that other languages call so, or the nearest.
func closestFunction(to name: String, in names: [String]) -> String? {
    if let meant = elsewhere[name], names.contains(meant) { return meant }
    return closestName(to: name, in: names)
}

/// What functions are called in other languages.
private let elsewhere = [
    "any": "exists", "some": "exists", "every": "all", "where": "filter", "select": "filter",
    "select_one": "exists_one",
    "length": "size", "len": "size", "count": "size", "includes": "contains", "starts_with": "startsWith",
    "ends_with": "endsWith", "defined": "has", "exists": "has", "present": "has", "isset": "has", "get": "orValue",
    "default": "orValue", "or_else": "orValue", "lower": "fold", "toLower": "fold", "lowercase": "fold",
    "normalize": "fold", "match": "matches", "regex": "matches", "years_since": "age",
]

/// Letters to insert, delete, replace or swap; anything above the limit is `limit + 1`.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int {
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var before: [Int] = []
    var above = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var line = [row + 1]
        for (column, other) in right.enumerated() {
            var cost = min(above[column] + (letter == other ? 0 : 1), line[column] + 1, above[column + 1] + 1)
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                cost = min(cost, before[column - 1] + 1)
            }
            line.append(cost)
        }
        before = above
        above = line
    }
    return min(above[right.count], limit + 1)
}
