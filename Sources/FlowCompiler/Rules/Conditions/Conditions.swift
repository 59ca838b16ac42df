import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding
import YAMLTree

// What rules about conditions share.

extension FlowFacts.Role {
    /// Where the condition is one of a list of rules, its list and its number.
    private var rule: (list: String, index: Int)? {
        switch self {
        case .status(let index): ("status", index)
        case .verdict(let step, let arm): ("verdict \(step)", arm)
        case .early(let line, let rule): ("decide \(line)", rule)
        case .branch(let line, let index): ("choose \(line)", index)
        case .when, .again, .repeats, .invariant, .ending: nil
        }
    }

    var isOfList: Bool { rule != nil }
    var isEarly: Bool { if case .early = self { true } else { false } }

    /// Whether it stands above another one of the same list.
    func isBefore(_ other: FlowFacts.Role) -> Bool {
        guard let rule, let other = other.rule else { return false }
        return rule.list == other.list && rule.index < other.index
    }
}

extension FlowFacts.Judgement {
    var isOfList: Bool { role.isOfList }

    /// Whether it fails even when nothing earlier has taken anything away.
    func isNeverAlone(_ context: RuleContext) -> Bool {
        outcome.holds.isImpossible && !before.isImpossible
            && context.facts.outcome(of: compiled, given: context.facts.declared).holds.isImpossible
    }

    func isAlwaysAlone(_ context: RuleContext) -> Bool {
        outcome.fails.isImpossible && context.facts.outcome(of: compiled, given: before).fails.isImpossible
    }
}

extension RuleContext {
    /// Every condition of the flow.
    var conditions: [CompiledExpression] { facts.judgements.map(\.compiled) }

    /// The parts of each `a && b && c` of the flow's conditions.
    func chains(of function: String) -> [(compiled: CompiledExpression, parts: [ExpressionNode])] {
        var inside: Set<Int> = []
        var place: Place?
        return calls(to: [function]).compactMap { compiled, node, _ in
            if place != compiled.place { (place, inside) = (compiled.place, []) }
            guard !inside.contains(node.id) else { return nil }
            var parts: [ExpressionNode] = []
            var open = [node]
            while let next = open.popLast() {
                if case .call(function, let sides) = next.kind {
                    inside.insert(next.id)
                    open += sides.reversed()
                } else {
                    parts.append(next)
                }
            }
            return (compiled, parts)
        }
    }

    /// Takes the rule or the invariant out of its list.
    func removing(_ role: FlowFacts.Role) -> Fix? {
        switch role {
        case .status(let index): removing(["status", .item(index)])
        case .verdict(let step, let arm): path(step).flatMap { removing($0 + ["verdict", .item(arm)]) }
        case .invariant(let index): removing(["invariants", .item(index)])
        case .early, .branch, .when, .again, .repeats, .ending: nil
        }
    }

    /// The declared type of what a comparison reads.
    func type(of path: String, in role: FlowFacts.Role) -> FieldType? {
        let parts = path.split(separator: ".").map(String.init)
        guard parts.count > 1 else { return nil }
        switch parts[0] {
        case "applicant": return tree.applicant.first { $0.name.value == parts[1] }?.type
        case "checks": return Self.type(parts.dropFirst(2), facts.lowering.kinds[parts[1]]?.result ?? [])
        case "result":
            let step: String? =
                switch role {
                case .verdict(let step, _), .again(let step): step
                default: nil
                }
            return Self.type(parts.dropFirst(), step.flatMap { facts.lowering.kinds[$0]?.result } ?? [])
        default: return nil
        }
    }

    private static func type(_ path: ArraySlice<String>, _ fields: [Field]) -> FieldType? {
        guard let name = path.first, let field = fields.first(where: { $0.name == name }) else { return nil }
        guard path.count > 1 else { return field.type }
        guard case .record(let fields) = field.type else { return nil }
        return type(path.dropFirst(), fields)
    }
}

extension Reasoner.Comparison {
    var isWithText: Bool { constants.contains { $0.value.stringValue != nil } }

    /// `==`, `!=` or `in`
    var isOfEquality: Bool { [Operator.equal, Operator.notEqual, Operator.membership].contains(function) }
}

extension Operator {
    static let comparing: Set<String> = [equal, notEqual, less, lessOrEqual, greater, greaterOrEqual]
}

extension ExpressionNode {
    var isConstant: Bool { if case .constant = kind { true } else { false } }

    /// `a.b.c`
    var isPath: Bool {
        switch kind {
        case .name: true
        case .select(let operand, _): operand.isPath
        default: false
        }
    }

    func isCall(_ function: String) -> Bool { if case .call(function, _) = kind { true } else { false } }

    fileprivate func visit(_ body: (ExpressionNode) -> Void) {
        body(self)
        for child in children { child.visit(body) }
    }
}

extension CompiledExpression {
    func place(of node: ExpressionNode) -> Place { place(of: expression.ranges[node.id]) }

    func type(of node: ExpressionNode) -> ExpressionType {
        expression.types.indices.contains(node.id) ? expression.types[node.id] : .dyn
    }

    /// A node's own text.
    func text(of node: ExpressionNode) -> String {
        let range = expression.ranges[node.id].clamped(to: 0..<source.string.utf8.count)
        return String(decoding: Array(source.string.utf8)[range], as: UTF8.self)
    }

    /// Other text for a node, where its bytes stand in the file as they are read.
    func replacing(_ node: ExpressionNode, with text: String) -> Fix? {
        let place = place(of: node)
        let old = self.text(of: node)
        // A node's range begins with its first name, which may stand within brackets.
        guard place.file.bytes[place.range].elementsEqual(old.utf8), old.isBalanced, text.isBalanced else { return nil }
        return .replace(place, with: text)
    }

    /// The whole condition, and something more.
    func adding(_ text: String) -> Fix? {
        let whole = place(of: expression.root)
        guard whole.file.bytes[whole.range].elementsEqual(source.string.utf8) else { return nil }
        let end = Place(file: whole.file, range: whole.range.upperBound..<whole.range.upperBound)
        let title = "add `\(text.dropFirst())`"
        guard expression.root.isCall(Operator.or) || expression.root.isCall(Operator.conditional) else {
            return Fix(title, [.init(end, text)])
        }
        let start = Place(file: whole.file, range: whole.range.lowerBound..<whole.range.lowerBound)
        return Fix(title, [.init(start, "("), .init(end, ")" + text)])
    }

    /// Each call of a function, from the outside in.
    var calls: [(function: String, node: ExpressionNode, arguments: [ExpressionNode])] {
        var found: [(function: String, node: ExpressionNode, arguments: [ExpressionNode])] = []
        expression.root.visit { node in
            if case .call(let function, let arguments) = node.kind { found.append((function, node, arguments)) }
        }
        return found
    }
}

extension String {
    fileprivate var isBalanced: Bool {
        var depth = 0
        for character in self {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if depth < 0 { return false }
        }
        return depth == 0
    }
}
