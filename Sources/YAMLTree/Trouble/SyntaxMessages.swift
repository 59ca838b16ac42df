/// One of libyaml's messages in plain words.
struct SyntaxMessage {
    var problem: String
    /// What libyaml was doing, where its words for the problem are not enough.
    var context: String?
    var message: String
    var help: String?
    /// Said of the place where libyaml's context began.
    var contextLabel: String?
    /// The context is where the fault is: an opening quote, not the end of the file.
    var atContext = false

    func applies(to problem: SyntaxProblem) -> Bool {
        context.map { problem.context?.contains($0) ?? false } ?? true
    }
}

enum SyntaxMessages {
    static let known: [SyntaxMessage] = [
        .init(
            problem: "mapping values are not allowed in this context",
            message: "a `:` followed by a space cannot stand inside a plain text",
            help: "quote the text, or indent the line if it is meant to be a mapping"),
        .init(
            problem: "could not find expected ':'", message: "this line has no `:` after its key",
            help: "write `key: value`, or indent the line if it continues the text above", atContext: true),
        .init(
            problem: "did not find expected key", context: "block mapping",
            message: "this does not fit the mapping that it stands in",
            help: "give the line the indentation of the mapping's other keys, and quote values that begin with a quote",
            contextLabel: "the mapping begins here"),
        .init(
            problem: "did not find expected '-' indicator", message: "this does not fit the list that it stands in",
            help: "begin the line with `- `, or give it the indentation of what it belongs to",
            contextLabel: "the list begins here"),
        .init(
            problem: "did not find expected ',' or ']'", message: "a `,` or the closing `]` is missing here",
            contextLabel: "the `[` is opened here"),
        .init(
            problem: "did not find expected ',' or '}'", message: "a `,` or the closing `}` is missing here",
            contextLabel: "the `{` is opened here"),
        .init(
            problem: "found unexpected end of stream", context: "quoted scalar",
            message: "the quote opened here is never closed", atContext: true),
        .init(
            problem: "found unexpected document indicator", context: "quoted scalar",
            message: "the quote opened here is not closed before the next document", atContext: true),
        .init(
            problem: "found character that cannot start any token",
            message: "a plain text cannot begin with this character", help: "quote the text"),
        .init(problem: "found unknown escape character", message: "this is no escape of double-quoted text",
            help: "write `\\\\` for a backslash, or use single quotes"),
        .init(problem: "did not find expected hexdecimal number", message: "this escape lacks hexadecimal digits",
            help: "write `\\x41`, `\\u0041` or `\\U00000041`"),
        .init(problem: "found invalid Unicode character escape code", message: "this escape names no Unicode character"),
        .init(
            problem: "did not find expected alphabetic or numeric character", context: "anchor",
            message: "`&` begins an anchor, and a name is missing after it", help: "quote the text if it is no anchor"),
        .init(
            problem: "did not find expected alphabetic or numeric character", context: "alias",
            message: "`*` begins an alias, and a name is missing after it", help: "quote the text if it is no alias"),
        .init(
            problem: "block sequence entries are not allowed in this context",
            message: "a list cannot begin on this line", help: "put the `-` on a line of its own"),
        .init(
            problem: "mapping keys are not allowed in this context", message: "a key cannot stand here",
            help: "quote the text if it begins with `?`"),
        .init(
            problem: "did not find expected <document start>",
            message: "the document has ended before this line",
            help: "indent the line if it belongs to what stands above, or begin a new document with `---`"),
        .init(
            problem: "did not find expected comment or line break", context: "block scalar",
            message: "nothing but a comment may follow `|` or `>` on its line",
            help: "begin the text on the next line, indented"),
        .init(
            problem: "did not find expected node content", message: "a value is missing here",
            help: "quote the text if it begins with a bracket or a comma"),
        .init(
            problem: "found undefined tag handle", message: "this tag's prefix is not declared",
            help: "quote the text if it begins with `!`"),
        .init(
            problem: "did not find expected whitespace or line break", context: "tag",
            message: "a tag ends with a space", help: "quote the text if it begins with `!`"),
        .init(
            problem: "found incompatible YAML document", message: "this version of YAML is not known",
            help: "leave out the `%YAML` line"),
        .init(
            problem: "found unknown directive name", message: "this directive is not known",
            help: "quote the text if it begins with `%`"),
    ]
}
