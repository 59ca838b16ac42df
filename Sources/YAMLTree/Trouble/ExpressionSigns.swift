/// Tells text that is meant as an expression from other text, by the look of it.
enum ExpressionSigns {
    private static let operators = [
        "==", "!=", "&&", "||", ">=", "<=", " > ", " < ", " ? ", " in ", " + ", "${", ".size()", "has(", ".exists(",
        ".exists_one(", ".all(", ".filter(", ".map(", ".contains(", ".startsWith(", ".endsWith(", ".matches(", ".orValue(",
    ]

    static func isLikely(_ text: some StringProtocol) -> Bool {
        let text = String(text)
        if operators.contains(where: text.contains) { return true }
        // `!flags.x`, and what a scenario writes bare: `@selfie.jpg`, `%20`.
        guard let first = text.first, "!@%".contains(first), let second = text.dropFirst().first else { return false }
        return second.isLetter || second.isNumber
    }

    /// Whether YAML takes this for something else unless it is quoted.
    static func needsQuotes(_ text: some StringProtocol, inFlow: Bool) -> Bool {
        guard let first = text.first else { return false }
        if isQuotedWhole(text, first) { return false }
        if "!&*@%`\"'[{|>#,?".contains(first) { return true }
        if text.contains(": ") || text.contains(" #") || text.hasSuffix(":") { return true }
        return inFlow && text.contains { ",[]{}".contains($0) }
    }

    private static func isQuotedWhole(_ text: some StringProtocol, _ quote: Character) -> Bool {
        guard quote == "\"" || quote == "'", text.count >= 2, text.last == quote else { return false }
        return !text.dropFirst().dropLast().contains(quote)
    }
}
