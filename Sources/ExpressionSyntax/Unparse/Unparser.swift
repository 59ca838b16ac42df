public import Expressions

extension ExpressionNode {
    /// The expression's canonical text: brackets only where they are needed, double quotes, one blank around
    /// operators. Reading it gives a tree that means the same; comments are gone.
    public var text: String { Unparser().text(self) }

    /// The canonical text in lines of no more than `width` characters, as far as `&&`, `||` and `?:` allow to break it.
    public func text(width: Int) -> String {
        let line = text
        return line.count <= width ? line : Unparser(width: width).text(self)
    }
}

extension CheckedExpression {
    /// The canonical text.
    public var text: String { root.text }
}

/// Writes trees as text.
struct Unparser {
    var width: Int?

    private static let conditional = 0
    private static let unary = 6
    private static let postfix = 7

    func text(_ node: ExpressionNode) -> String { write(node, tighterThan: Self.conditional) }

    /// A node's text, in brackets when it binds less tightly than its place needs.
    private func write(_ node: ExpressionNode, tighterThan minimum: Int) -> String {
        let text = plain(node)
        return precedence(node) < minimum ? "(\(text))" : text
    }

    private func precedence(_ node: ExpressionNode) -> Int {
        switch node.kind {
        case .call(Operator.conditional, _): Self.conditional
        case .call(Operator.not, _), .call(Operator.negate, _): Self.unary
        case .call(let name, let arguments) where arguments.count == 2:
            Operator.binary[name]?.precedence ?? Self.postfix
        case .constant(let value): value.isNegativeNumber ? Self.unary : Self.postfix
        default: Self.postfix
        }
    }

    private func plain(_ node: ExpressionNode) -> String {
        switch node.kind {
        case .constant(let value): value.literal
        case .name(let name): name
        case .select: path(node)
        case .presence(let operand, let field): "has(\(target(operand)).\(Self.field(field)))"
        case .call(let name, let arguments): call(name, arguments)
        case .method(let receiver, let name, let arguments): "\(target(receiver)).\(name)(\(list(arguments)))"
        case .list(let elements):
            "[\(elements.map { ($0.isOptional ? "?" : "") + text($0.node) }.joined(separator: ", "))]"
        case .map(let entries):
            "{"
                + entries.map { "\($0.isOptional ? "?" : "")\(text($0.key)): \(text($0.value))" }
                .joined(separator: ", ") + "}"
        case .record(let name, let fields):
            "\(name){"
                + fields.map { "\($0.isOptional ? "?" : "")\(Self.field($0.name)): \(text($0.value))" }
                .joined(separator: ", ") + "}"
        case .loop(let loop): write(loop)
        case .bind(let name, let value, let body): "cel.bind(\(name), \(text(value)), \(text(body)))"
        case .optionalMap(let operand, let name, let body, let flat):
            "\(target(operand)).\(flat ? "optFlatMap" : "optMap")(\(name), \(text(body)))"
        }
    }

    /// What stands before a dot or bracket. A number there would read as something else.
    private func target(_ node: ExpressionNode) -> String { write(node, tighterThan: Self.postfix) }

    private func list(_ nodes: [ExpressionNode]) -> String { nodes.map { text($0) }.joined(separator: ", ") }

    /// `a.b.c`, most of what there is to write, in one piece.
    private func path(_ node: ExpressionNode) -> String {
        var text = ""
        append(node, to: &text)
        return text
    }

    private func append(_ node: ExpressionNode, to text: inout String) {
        switch node.kind {
        case .name(let name): text += name
        case .select(let operand, let field):
            append(operand, to: &text)
            text += "."
            text += Self.field(field)
        default: text += target(node)
        }
    }

    /// A field's name, in backticks when it is no plain name.
    private static func field(_ name: String) -> String {
        let isPlain =
            name.utf8.first?.isNameStart == true && name.utf8.allSatisfy { $0.isNameStart || $0.isDigit }
        let isKeyword = name.utf8.count <= 5 && Token.Keyword(rawValue: name) != nil
        return isPlain && !isKeyword ? name : "`\(name)`"
    }

    private func write(_ loop: ExpressionNode.Loop) -> String {
        let parts = loop.variables + [loop.condition, loop.transform].compactMap { $0.map { text($0) } }
        let name = loop.kind == .existsOne && loop.variables.count == 2 ? "existsOne" : loop.kind.rawValue
        return "\(target(loop.range)).\(name)(\(parts.joined(separator: ", ")))"
    }

    // MARK: Calls

    private func call(_ name: String, _ arguments: [ExpressionNode]) -> String {
        if let (symbol, precedence) = Operator.binary[name], arguments.count == 2 {
            return binary(name, symbol, precedence, arguments)
        }
        switch (name, arguments.count) {
        case (Operator.conditional, 3):
            let condition = write(arguments[0], tighterThan: 1)
            let (yes, no) = (write(arguments[1], tighterThan: 1), write(arguments[2], tighterThan: 0))
            return isWide([condition, yes, no])
                ? "\(condition)\n    ? \(indented(yes))\n    : \(indented(no))" : "\(condition) ? \(yes) : \(no)"
        case (Operator.not, 1): return "!" + write(arguments[0], tighterThan: Self.unary)
        // `-` before a number is part of the number, so a negated literal needs its brackets.
        case (Operator.negate, 1):
            let isNumber = if case .constant = arguments[0].kind { true } else { false }
            return "-" + (isNumber ? "(\(text(arguments[0])))" : write(arguments[0], tighterThan: Self.unary))
        case (Operator.index, 2): return "\(target(arguments[0]))[\(text(arguments[1]))]"
        case (Operator.optionalIndex, 2): return "\(target(arguments[0]))[?\(text(arguments[1]))]"
        case (Operator.optionalSelect, 2):
            guard case .constant(.string(let field)) = arguments[1].kind else { break }
            return "\(target(arguments[0])).?\(Self.field(field))"
        case ("math.@max", _): return "math.greatest(\(extremes(arguments)))"
        case ("math.@min", _): return "math.least(\(extremes(arguments)))"
        default: break
        }
        return "\(name)(\(list(arguments)))"
    }

    /// The numbers of `math.greatest`: more than two are kept as one list.
    private func extremes(_ arguments: [ExpressionNode]) -> String {
        guard arguments.count == 1, case .list(let elements) = arguments[0].kind, elements.count > 2,
            !elements.contains(where: \.isOptional)
        else { return list(arguments) }
        return list(elements.map(\.node))
    }

    private func binary(_ name: String, _ symbol: String, _ precedence: Int, _ arguments: [ExpressionNode]) -> String {
        guard name == Operator.and || name == Operator.or else {
            let left = write(arguments[0], tighterThan: precedence)
            return "\(left) \(symbol) \(write(arguments[1], tighterThan: precedence + 1))"
        }
        let terms = arguments.flatMap { flatten($0, name) }.map { write($0, tighterThan: precedence + 1) }
        return terms.joined(separator: isWide(terms) ? "\n\(symbol) " : " \(symbol) ")
    }

    /// The terms of a chain of `&&` or of `||`.
    private func flatten(_ node: ExpressionNode, _ name: String) -> [ExpressionNode] {
        guard case .call(name, let arguments) = node.kind, arguments.count == 2 else { return [node] }
        return arguments.flatMap { flatten($0, name) }
    }

    // MARK: Lines

    private func isWide(_ parts: [String]) -> Bool {
        guard let width else { return false }
        return parts.reduce(0) { $0 + $1.count + 4 } > width || parts.contains { $0.contains("\n") }
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n    ")
    }
}

extension Value {
    fileprivate var isNegativeNumber: Bool {
        switch self {
        case .int(let number): number < 0
        case .double(let number): number.sign == .minus
        default: false
        }
    }
}
