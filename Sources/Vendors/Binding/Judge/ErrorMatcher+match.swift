import Expressions

extension ErrorMatcher {
    /// What a matcher found: the reason it gives, if it gives one.
    struct Match {
        var reason: String?
    }

    /// Whether the answer is what this line describes.
    func match(_ received: Received) -> Match? {
        if let http, !http.contains(received.status) { return nil }
        var reason = reason
        if test != .always || pointer != nil {
            guard let document = received.json, let found = (pointer ?? JSONPointer(tokens: [])).value(in: document),
                let outcome = matches(found)
            else { return nil }
            reason = outcome.reason ?? reason
        }
        if let condition, received.holds(condition) != true { return nil }
        return Match(reason: reason)
    }

    private func matches(_ found: Value) -> Match? {
        switch test {
        case .always: return Match()
        case .any: return found == .null ? nil : Match()
        case .among(let values): return values.contains { isSame($0, found) } ? Match() : nil
        case .text: if case .string = found { return Match() } else { return nil }
        case .starts(let arms):
            guard case .string(let text) = found else { return nil }
            let subject = fold ? MessageFold.fold(text) : text
            let arm = arms.first { arm in
                guard case .string(let start) = arm.value else { return false }
                return subject.hasPrefix(fold ? MessageFold.fold(start) : start)
            }
            return arm.map { Match(reason: $0.reason) }
        case .map(let arms, let otherwise):
            guard found != .null else { return nil }
            if let arm = arms.first(where: { isSame($0.value, found) }) { return Match(reason: arm.reason) }
            return otherwise.map { Match(reason: $0) }
        }
    }

    private func isSame(_ expected: Value, _ found: Value) -> Bool {
        if fold, case .string(let left) = expected, case .string(let right) = found {
            return MessageFold.fold(left) == MessageFold.fold(right)
        }
        return expected.isSameJSON(as: found)
    }

    /// Whether every answer that `other` matches is matched by this one already.
    public func covers(_ other: ErrorMatcher) -> Bool {
        guard condition == nil else { return false }
        if let http {
            guard let theirs = other.http, http.isSuperset(of: theirs) else { return false }
        }
        if test == .always && pointer == nil { return true }
        guard pointer == other.pointer, fold == other.fold || test == .any else { return false }
        switch (test, other.test) {
        case (.any, .always): return false
        case (.any, .among(let values)): return !values.contains(.null)
        case (.any, _): return true
        case (.among(let mine), .among(let theirs)):
            return theirs.allSatisfy { value in mine.contains { isSame($0, value) } }
        case (.map(_, .some), .map), (.map(_, .some), .starts), (.map(_, .some), .any): return true
        case (.map(_, .some), .among(let values)): return !values.contains(.null)
        default: return false
        }
    }
}

/// Text of an answer as matchers compare it.
public enum MessageFold {
    /// Case folded, blanks squeezed, the last full stop dropped: ` Face  is too SMALL. ` is `face is too small`.
    public static func fold(_ text: String) -> String {
        var words = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if words.hasSuffix(".") { words.removeLast() }
        return words
    }
}

extension Value {
    /// Equal as JSON: `1`, `1.0` and an unsigned 1 are one number, `true` and `1` are not.
    func isSameJSON(as other: Value) -> Bool {
        if let left = number, let right = other.number { return left == right }
        return self == other
    }

    private var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .uint(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
}
