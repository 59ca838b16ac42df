import Diagnostics
import Expressions
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Rule {
    /// A comparison with a word that the thing never is.
    static let noSuchValue = Rule("no-such-value", .error) { context in
        context.facts.judgements.flatMap { judged in
            judged.comparisons.flatMap { comparison -> [Problem] in
                guard comparison.isOfEquality, let allowed = context.facts.allowed(comparison.path) else {
                    return []
                }
                let words = allowed.compactMap(\.stringValue).filter { !$0.isEmpty }.sorted()
                return comparison.constants.compactMap { constant, range in
                    guard case .string(let word) = constant, !allowed.contains(constant), !words.isEmpty else {
                        return nil
                    }
                    let place = judged.compiled.place(of: range)
                    return Problem(
                        "`\(comparison.path)` is never `\(word)`", at: place,
                        help: nameHelp(for: word, in: words, known: "its values") ?? "compare it with another",
                        fix: .rename(word, quotedIn: words, at: place))
                }
            }
        }
    }
}

extension FlowFacts {
    /// The words that a thing is one of; each run of several that a step starts has a status of its own.
    fileprivate func allowed(_ path: String) -> Set<Value>? {
        if let allowed = declared[path].allowed { return allowed }
        let parts = path.split(separator: ".")
        guard parts.count == 5, parts[0] == "flows", parts[2] == "items", parts[4] == "status" else { return nil }
        return Domain.one(of: RunStatus.allCases.filter(\.isDecided).map(\.rawValue)).allowed
    }
}

extension Fix {
    /// The word that was probably meant, within the quotes that are there.
    static func rename(_ word: String, quotedIn words: [String], at place: Place) -> Fix? {
        guard let meant = closest(to: word, in: words) else { return nil }
        let written = String(decoding: place.file.bytes[place.range], as: UTF8.self)
        guard written.dropFirst().dropLast() == word, let quote = written.first else { return nil }
        return .replace(place, with: "\(quote)\(meant)\(quote)")
    }
}
