import Expressions

/// A word of an expression's text.
struct Token {
    enum Kind: Equatable {
        case name(String)
        /// A name between backticks, allowed where a field is.
        case quotedName(String)
        /// A word that the language keeps for itself but allows as a field: `package`, `while`.
        case reserved(String)
        /// A whole number's digits, whose sign is not known yet.
        case int(UInt64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        case keyword(Keyword)
        case symbol(Symbol)
        case end
    }

    enum Keyword: String { case `true`, `false`, null, `in` }

    enum Symbol: String, CaseIterable {
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case equal = "=="
        case notEqual = "!="
        case and = "&&"
        case or = "||"
        case less = "<"
        case greater = ">"
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case modulo = "%"
        case not = "!"
        case question = "?"
        case colon = ":"
        case comma = ","
        case dot = "."
        case open = "("
        case close = ")"
        case openBracket = "["
        case closeBracket = "]"
        case openBrace = "{"
        case closeBrace = "}"

        /// By its one or two bytes.
        static let byBytes = Dictionary(
            uniqueKeysWithValues: allCases.map { symbol in
                (symbol.rawValue.utf8.reduce(0) { $0 << 8 | UInt16($1) }, symbol)
            })
    }

    let kind: Kind
    let range: Range<Int>

    private static let reservedWords = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "namespace",
        "package", "return", "var", "void", "while",
    ]

    /// Words that are no names.
    static let words: [String: Kind] = {
        let keywords = [Keyword.true, .false, .null, .in].map { ($0.rawValue, Kind.keyword($0)) }
        return Dictionary(uniqueKeysWithValues: keywords + reservedWords.map { ($0, Kind.reserved($0)) })
    }()
}

/// What ends the reading of a text: one issue, as everything after it would be guesswork.
struct SyntaxProblem: Error {
    let issue: ExpressionIssue

    init(
        _ code: String, _ message: String, _ range: Range<Int>, help: String? = nil, word: String? = nil,
        meant: String? = nil
    ) {
        issue = ExpressionIssue(code: code, message: message, range: range, help: help, word: word, meant: meant)
    }
}
