/// Help for a name that is not known: the one probably meant, and those that there are.
///
///     did you mean `answer_within`? known here are `answer_within`, `by`, `check`
///
/// A long list is cut at twenty names; a single name is said once. `nil` when there are no names at all.
public func nameHelp(for word: String, in names: some Collection<String>, known: String = "known here") -> String? {
    guard !names.isEmpty else { return nil }
    let meant = closest(to: word, in: names).map { "did you mean `\($0)`?" }
    let shown = names.prefix(20).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    if names.count == 1 { return meant ?? "\(known): \(shown)" }
    return (meant.map { "\($0) " } ?? "") + "\(known) are \(shown)"
}
