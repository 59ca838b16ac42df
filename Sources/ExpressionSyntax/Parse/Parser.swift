import Expressions

/// Reads an expression by recursive descent; operators by how tightly they bind.
struct Parser {
    private let tokens: [Token]
    private var place = 0
    private var depth = 0
    let libraries: Set<ExpressionLibrary>
    var builder: TreeBuilder

    private init(_ tokens: [Token], _ libraries: Set<ExpressionLibrary>, _ limits: ExpressionLimits) {
        self.tokens = tokens
        self.libraries = libraries
        builder = TreeBuilder(limits: limits, nodes: tokens.count)
    }

    /// The tree, and by node id the bytes of the text.
    static func parse(_ text: String, libraries: Set<ExpressionLibrary>, limits: ExpressionLimits)
        throws(SyntaxProblem) -> (root: ExpressionNode, ranges: [Range<Int>])
    {
        guard text.utf8.count <= limits.bytes else {
            throw SyntaxProblem(
                "too-long", "the expression has \(text.utf8.count) bytes; \(limits.bytes) are allowed", 0..<0)
        }
        var parser = Parser(try Lexer.tokens(of: text), libraries, limits)
        let root = try parser.expression()
        guard parser.kind == .end else { throw parser.unexpected("after the expression") }
        return (root, parser.builder.ranges)
    }

    // MARK: Tokens

    private var kind: Token.Kind { tokens[place].kind }
    private var start: Int { tokens[place].range.lowerBound }
    private var previousEnd: Int { place == 0 ? 0 : tokens[place - 1].range.upperBound }

    private mutating func skip(_ symbol: Token.Symbol) -> Bool {
        guard kind == .symbol(symbol) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ symbol: Token.Symbol, _ context: String) throws(SyntaxProblem) {
        guard skip(symbol) else { throw unexpected(context, expected: "`\(symbol.rawValue)`") }
    }

    private func unexpected(_ context: String, expected: String? = nil) -> SyntaxProblem {
        let range = tokens[place].range
        let wish = expected.map { "; \($0) is due" } ?? ""
        switch kind {
        case .end: return SyntaxProblem("unexpected-end", "the expression ends too early\(wish)", range)
        case .reserved(let word):
            return SyntaxProblem("reserved-word", "`\(word)` is a word that the language keeps for itself", range)
        default:
            let word = text(of: kind)
            let meant = Self.ofOtherLanguages[word.lowercased()]
            return SyntaxProblem(
                "unexpected-token", "`\(word)` cannot stand here, \(context)\(wish)", range,
                help: meant.map { "write `\($0)`" }, word: word, meant: meant)
        }
    }

    private static let ofOtherLanguages = ["and": "&&", "or": "||"]

    private func text(of kind: Token.Kind) -> String {
        switch kind {
        case .name(let name), .reserved(let name): name
        case .quotedName(let name): "`\(name)`"
        case .int(let number): String(number)
        case .uint(let number): "\(number)u"
        case .double(let number): String(number)
        case .string: "a text"
        case .bytes: "bytes"
        case .keyword(let keyword): keyword.rawValue
        case .symbol(let symbol): symbol.rawValue
        case .end: ""
        }
    }

    private mutating func make(_ kind: ExpressionNode.Kind, from start: Int) throws(SyntaxProblem) -> ExpressionNode {
        try builder.make(kind, start..<previousEnd)
    }

    // MARK: Operators

    private mutating func expression() throws(SyntaxProblem) -> ExpressionNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= builder.limits.depth else { throw builder.tooDeep(tokens[place].range) }
        let start = start
        let condition = try binary(1)
        guard skip(.question) else { return condition }
        let yes = try binary(1)
        try expect(.colon, "in `condition ? yes : no`")
        let no = try expression()
        return try make(.call(Operator.conditional, [condition, yes, no]), from: start)
    }

    private static let operators: [Token.Symbol: (name: String, precedence: Int)] = Dictionary(
        uniqueKeysWithValues: Operator.binary.compactMap { name, sign in
            Token.Symbol(rawValue: sign.text).map { ($0, (name, sign.precedence)) }
        })
    private static let membership = Operator.binary[Operator.membership].map { (Operator.membership, $0.precedence) }

    private var binaryOperator: (name: String, precedence: Int)? {
        switch kind {
        case .symbol(let symbol): Self.operators[symbol]
        case .keyword(.in): Self.membership
        default: nil
        }
    }

    private mutating func binary(_ minimum: Int) throws(SyntaxProblem) -> ExpressionNode {
        let start = start
        var left = try unary()
        while let (name, precedence) = binaryOperator, precedence >= minimum {
            if name == Operator.and || name == Operator.or {
                // Chains of these are kept flat, so that their length does not count as depth.
                var terms = [left]
                while binaryOperator?.name == name {
                    place += 1
                    terms.append(try binary(precedence + 1))
                }
                left = try balanced(name, terms[...])
            } else {
                place += 1
                let right = try binary(precedence + 1)
                left = try make(.call(name, [left, right]), from: start)
            }
        }
        return left
    }

    private mutating func balanced(_ name: String, _ terms: ArraySlice<ExpressionNode>) throws(SyntaxProblem)
        -> ExpressionNode
    {
        guard terms.count > 1 else { return terms[terms.startIndex] }
        let middle = terms.startIndex + (terms.count + 1) / 2
        let left = try balanced(name, terms[..<middle])
        let right = try balanced(name, terms[middle...])
        let range = builder.ranges[left.id].lowerBound..<builder.ranges[right.id].upperBound
        return try builder.make(.call(name, [left, right]), range)
    }

    private mutating func unary() throws(SyntaxProblem) -> ExpressionNode {
        let start = start
        var operators: [(name: String, start: Int)] = []
        while case .symbol(let symbol) = kind, symbol == .not || symbol == .subtract {
            if symbol == .subtract, let literal = try negativeLiteral() {
                return try apply(operators, to: try postfix(literal, from: start))
            }
            operators.append((symbol == .not ? Operator.not : Operator.negate, self.start))
            place += 1
        }
        let operandStart = self.start
        return try apply(operators, to: try postfix(try primary(), from: operandStart))
    }

    private mutating func apply(_ operators: [(name: String, start: Int)], to operand: ExpressionNode)
        throws(SyntaxProblem) -> ExpressionNode
    {
        var node = operand
        for (name, start) in operators.reversed() { node = try make(.call(name, [node]), from: start) }
        return node
    }

    /// A number with its sign: only so can the smallest int be written.
    private mutating func negativeLiteral() throws(SyntaxProblem) -> ExpressionNode? {
        let start = start
        switch tokens[place + 1].kind {
        case .int(let number):
            place += 2
            guard number <= UInt64(Int64.max) + 1 else {
                throw SyntaxProblem("number-too-large", "`-\(number)` does not fit into 64 bits", start..<previousEnd)
            }
            return try make(.constant(.int(Int64(truncatingIfNeeded: 0 &- number))), from: start)
        case .double(let number):
            place += 2
            return try make(.constant(.double(-number)), from: start)
        default: return nil
        }
    }

    // MARK: Operands

    private mutating func primary() throws(SyntaxProblem) -> ExpressionNode {
        let start = start
        let token = tokens[place]
        place += 1
        switch token.kind {
        case .int(let number):
            guard let signed = Int64(exactly: number) else {
                throw SyntaxProblem(
                    "number-too-large", "`\(number)` does not fit into an int", token.range,
                    help: "write `\(number)u` for an unsigned number")
            }
            return try make(.constant(.int(signed)), from: start)
        case .uint(let number): return try make(.constant(.uint(number)), from: start)
        case .double(let number): return try make(.constant(.double(number)), from: start)
        case .string(let text): return try make(.constant(.string(text)), from: start)
        case .bytes(let bytes): return try make(.constant(.bytes(bytes)), from: start)
        case .keyword(.true): return try make(.constant(.bool(true)), from: start)
        case .keyword(.false): return try make(.constant(.bool(false)), from: start)
        case .keyword(.null): return try make(.constant(.null), from: start)
        case .name(let name): return try named(name, from: start)
        case .symbol(.dot):
            guard case .name(let name) = kind else { throw unexpected("after `.`", expected: "a name") }
            place += 1
            return try named("." + name, from: start)
        case .symbol(.open):
            let inner = try expression()
            try expect(.close, "in brackets")
            return inner
        case .symbol(.openBracket): return try list(from: start)
        case .symbol(.openBrace): return try map(from: start)
        default:
            place -= 1
            throw unexpected("where a value is due")
        }
    }

    private mutating func named(_ name: String, from start: Int) throws(SyntaxProblem) -> ExpressionNode {
        guard skip(.open) else { return try make(.name(name), from: start) }
        let arguments = try self.arguments()
        return try call(name, arguments, from: start)
    }

    private mutating func postfix(_ operand: ExpressionNode, from start: Int) throws(SyntaxProblem) -> ExpressionNode {
        var node = operand
        while true {
            if skip(.dot) {
                if kind == .symbol(.question) {
                    try requireOptionals()
                    place += 1
                    let fieldStart = self.start
                    let field = try fieldName()
                    let name = try make(.constant(.string(field)), from: fieldStart)
                    node = try make(.call(Operator.optionalSelect, [node, name]), from: start)
                    continue
                }
                let isQuoted = if case .quotedName = kind { true } else { false }
                let field = try fieldName()
                if !isQuoted, skip(.open) {
                    let arguments = try self.arguments()
                    node = try method(node, field, arguments, from: start)
                } else {
                    node = try make(.select(node, field: field), from: start)
                }
            } else if skip(.openBracket) {
                let isOptional = try optionalMark()
                let index = try expression()
                try expect(.closeBracket, "in an index")
                let name = isOptional ? Operator.optionalIndex : Operator.index
                node = try make(.call(name, [node, index]), from: start)
            } else if kind == .symbol(.openBrace), let path = node.qualifiedName {
                place += 1
                node = try record(path.joined(separator: "."), from: start)
            } else {
                return node
            }
        }
    }

    private mutating func fieldName() throws(SyntaxProblem) -> String {
        switch kind {
        case .name(let name), .reserved(let name), .quotedName(let name):
            place += 1
            return name
        default: throw unexpected("after `.`", expected: "a field's name")
        }
    }

    private mutating func arguments() throws(SyntaxProblem) -> [ExpressionNode] {
        var arguments: [ExpressionNode] = []
        if skip(.close) { return arguments }
        repeat { arguments.append(try expression()) } while skip(.comma)
        try expect(.close, "in a call")
        return arguments
    }

    // MARK: Literals with parts

    private mutating func optionalMark() throws(SyntaxProblem) -> Bool {
        guard kind == .symbol(.question) else { return false }
        try requireOptionals()
        place += 1
        return true
    }

    private func requireOptionals() throws(SyntaxProblem) {
        guard libraries.contains(.optionals) else {
            throw SyntaxProblem("library-off", "optional values are not available here", tokens[place].range)
        }
    }

    private mutating func list(from start: Int) throws(SyntaxProblem) -> ExpressionNode {
        var elements: [ExpressionNode.ListElement] = []
        while !skip(.closeBracket) {
            let isOptional = try optionalMark()
            elements.append(.init(try expression(), isOptional: isOptional))
            if !skip(.comma) {
                try expect(.closeBracket, "in a list")
                break
            }
        }
        return try make(.list(elements), from: start)
    }

    private mutating func map(from start: Int) throws(SyntaxProblem) -> ExpressionNode {
        var entries: [ExpressionNode.MapEntry] = []
        while !skip(.closeBrace) {
            let isOptional = try optionalMark()
            let key = try expression()
            try expect(.colon, "after a map's key")
            entries.append(.init(key: key, value: try expression(), isOptional: isOptional))
            if !skip(.comma) {
                try expect(.closeBrace, "in a map")
                break
            }
        }
        return try make(.map(entries), from: start)
    }

    private mutating func record(_ name: String, from start: Int) throws(SyntaxProblem) -> ExpressionNode {
        var fields: [ExpressionNode.RecordField] = []
        while !skip(.closeBrace) {
            let isOptional = try optionalMark()
            let field = try fieldName()
            try expect(.colon, "after a field's name")
            fields.append(.init(name: field, value: try expression(), isOptional: isOptional))
            if !skip(.comma) {
                try expect(.closeBrace, "in a message")
                break
            }
        }
        return try make(.record(name, fields), from: start)
    }

    // MARK: Calls

    private mutating func call(_ name: String, _ arguments: [ExpressionNode], from start: Int) throws(SyntaxProblem)
        -> ExpressionNode
    {
        if let expanded = try Macros.expand(name, arguments, start..<previousEnd, libraries, &builder) {
            return expanded
        }
        return try make(.call(name, arguments), from: start)
    }

    private mutating func method(
        _ target: ExpressionNode, _ name: String, _ arguments: [ExpressionNode], from start: Int
    ) throws(SyntaxProblem) -> ExpressionNode {
        let range = start..<previousEnd
        if let expanded = try Macros.expand(target, name, arguments, range, libraries, &builder) { return expanded }
        return try make(.method(target, name, arguments), from: start)
    }
}
