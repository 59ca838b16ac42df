import Expressions

extension ExpressionEnvironment {
    /// A text in canonical form, broken into lines of no more than `width` characters where `&&`, `||` and `?:` allow it.
    ///
    /// `nil` for a text that cannot be read, and for one with comments, which would be lost.
    public func formatted(_ text: String, width: Int) -> String? {
        guard let tokens = try? Lexer.tokens(of: text), !Self.hasComments(text, tokens) else { return nil }
        return parse(text).expression?.root.text(width: width)
    }

    /// Between tokens there is nothing but blanks and comments.
    private static func hasComments(_ text: String, _ tokens: [Token]) -> Bool {
        let bytes = Array(text.utf8)
        var end = 0
        for token in tokens {
            if bytes[end..<token.range.lowerBound].contains(UInt8(ascii: "/")) { return true }
            end = token.range.upperBound
        }
        return false
    }
}
