import ExpressionSyntax
import Expressions

/// Follows a condition through `&&`, `||`, `!` and `?:`, and says what is known where something is read.
///
/// Sound, not complete: what it takes to be certain is; what it cannot look into is a thing with a value of its own.
struct Reasoner {
    /// Something that an expression reads, and what is known there.
    struct Read {
        /// `["checks", "aml", "hits"]`; up to the first `.?`, which asks for what may be missing. An element of a list
        /// stands in it by its name: `["checks", "aml", "hits", "[h]", "score"]`.
        var path: [String]
        /// The whole of what is read is asked for, not taken: `has(checks.aml.hits)`.
        var isGuard: Bool
        var range: Range<Int>
        var given: Facts
        /// The whole comparison around it, where `… && ` may be put before; `nil` where it may not.
        var condition: Range<Int>?
    }

    /// A comparison with a constant.
    struct Comparison {
        var path: String
        var function: String
        var constants: [(value: Value, range: Range<Int>)]
        var range: Range<Int>
    }

    let expression: CheckedExpression
    let table: FactTable
    /// What else follows from a fact about a path: of a step that ran, its `when`.
    let consequences: (FactTable.Path, FactTable.DomainNumber) -> Facts
    /// What names stand for: an element of a list is the way to the list and then the name in brackets, and a name that
    /// was bound is the way to its value.
    private var bound: [String: [String]]
    private(set) var reads: [Read] = []
    private(set) var comparisons: [Comparison] = []
    private var condition: Range<Int>?
    private var depth = 0

    /// - Parameter bound: what variables stand for that are elements of a list of the flow's.
    init(
        _ expression: CheckedExpression, in table: FactTable = FactTable(), bound: [String: [String]] = [:],
        consequences: @escaping (FactTable.Path, FactTable.DomainNumber) -> Facts = { _, _ in .none }
    ) {
        self.expression = expression
        self.table = table
        self.bound = bound
        self.consequences = consequences
    }

    /// What follows from the expression where `given` is known. Everything that it reads is added to ``reads``.
    mutating func run(given: Facts) -> Outcome { follow(expression.root, given) }

    private mutating func follow(_ node: ExpressionNode, _ given: Facts) -> Outcome {
        switch node.kind {
        case .constant(.bool(let value)):
            return value ? Outcome(holds: .none, fails: .impossible) : Outcome(holds: .impossible, fails: .none)
        case .call(Operator.and, let sides):
            let left = follow(sides[0], given)
            let right = follow(sides[1], given.meet(left.holds))
            return Outcome(holds: left.holds.meet(right.holds), fails: left.fails.join(right.fails))
        case .call(Operator.or, let sides):
            let left = follow(sides[0], given)
            let right = follow(sides[1], given.meet(left.fails))
            return Outcome(holds: left.holds.join(right.holds), fails: left.fails.meet(right.fails))
        case .call(Operator.not, let sides): return negated(sides[0], given)
        case .call(Operator.conditional, let parts):
            let condition = follow(parts[0], given)
            let first = follow(parts[1], given.meet(condition.holds))
            let second = follow(parts[2], given.meet(condition.fails))
            guard isBool(node) else { return .unknown }
            return Outcome(
                holds: condition.holds.meet(first.holds).join(condition.fails.meet(second.holds)),
                fails: condition.holds.meet(first.fails).join(condition.fails.meet(second.fails)))
        default:
            if depth == 0 { condition = isBool(node) ? expression.ranges[node.id] : nil }
            visit(node, given)
            return isBool(node) ? possible(atom(node), given) : .unknown
        }
    }

    private mutating func negated(_ node: ExpressionNode, _ given: Facts) -> Outcome {
        guard case .call(let function, _) = node.kind, [Operator.and, Operator.or].contains(function) else {
            // `!checks.a.live`: nothing can be put between the two.
            depth += 1
            if depth == 1 { condition = nil }
            defer { depth -= 1 }
            return follow(node, given).negated
        }
        return follow(node, given).negated
    }

    /// An outcome without what cannot be where it stands.
    private func possible(_ outcome: Outcome, _ given: Facts) -> Outcome {
        Outcome(
            holds: given.contradicts(outcome.holds) ? .impossible : outcome.holds,
            fails: given.contradicts(outcome.fails) ? .impossible : outcome.fails)
    }

    private func isBool(_ node: ExpressionNode) -> Bool {
        expression.types.indices.contains(node.id) && expression.types[node.id] == .bool
    }

    /// Notes what is read below a node that decides nothing by itself.
    private mutating func visit(_ node: ExpressionNode, _ given: Facts) {
        if let path = path(node) {
            reads.append(
                Read(
                    path: path.names, isGuard: path.isGuard, range: expression.ranges[node.id], given: given,
                    condition: condition))
            return
        }
        if case .loop(let loop) = node.kind { return follow(loop, given) }
        depth += 1
        defer { depth -= 1 }
        guard case .bind(let name, let value, let body) = node.kind else {
            for child in node.children { _ = follow(child, given) }
            return
        }
        _ = follow(value, given)
        let outside = bound
        bound[name] = path(value).flatMap { $0.isGuard ? nil : $0.names }
        _ = follow(body, given)
        bound = outside
    }

    /// What is known of an element is known nowhere else.
    private mutating func follow(_ loop: ExpressionNode.Loop, _ given: Facts) {
        let outside = (condition, depth, bound)
        depth += 1
        _ = follow(loop.range, given)
        depth = 0
        condition = nil
        var given = given
        let list = isList(loop.range) ? path(loop.range) : nil
        for name in loop.variables {
            if bound[name] != nil { given = given.forgetting { $0.contains("[\(name)]") } }
            bound[name] = nil
        }
        if let list, !list.isGuard, loop.variables.count == 1 {
            bound[loop.variables[0]] = list.names + ["[\(loop.variables[0])]"]
        }
        if let condition = loop.condition { given = given.meet(follow(condition, given).holds) }
        if let transform = loop.transform { _ = follow(transform, given) }
        (condition, depth, bound) = outside
    }

    private func isList(_ node: ExpressionNode) -> Bool {
        guard expression.types.indices.contains(node.id), case .list = expression.types[node.id] else { return false }
        return true
    }

    // MARK: Paths

    private struct Path {
        var names: [String]
        var isGuard = false
        /// After a `.?` nothing has to be there.
        var isOpen = false
    }

    /// The way to the whole expression, where it only reads something.
    var wholePath: [String]? { path(expression.root).flatMap { $0.isGuard ? nil : $0.names } }

    /// - Parameter longer: how many parts follow, to make room for them.
    private func path(_ node: ExpressionNode, longer: Int = 0) -> Path? {
        if let name = expression.references.variable(at: node.id) {
            if bound.isEmpty, !name.utf8.contains(UInt8(ascii: ".")) {
                var path = Path(names: [])
                path.names.reserveCapacity(longer + 1)
                path.names.append(name)
                return path
            }
            let names = name.split(separator: ".").map(String.init)
            return Path(names: names.first.flatMap { bound[$0] }.map { $0 + names.dropFirst() } ?? names)
        }
        switch node.kind {
        case .name(let name): return bound[name].map { Path(names: $0) }
        case .select(let operand, let field): return extend(operand, field, longer)
        case .presence(let operand, let field): return extend(operand, field, longer, isGuard: true)
        case .call(Operator.optionalSelect, let arguments), .call(Operator.optionalIndex, let arguments):
            guard arguments.count == 2, case .constant(.string(let field)) = arguments[1].kind else { return nil }
            return extend(arguments[0], field, longer, isGuard: true, isOpen: true)
        case .call(Operator.index, let arguments):
            guard arguments.count == 2, case .constant(.string(let field)) = arguments[1].kind else { return nil }
            return extend(arguments[0], field, longer)
        default: return nil
        }
    }

    private func extend(
        _ operand: ExpressionNode, _ field: String, _ longer: Int, isGuard: Bool = false, isOpen: Bool = false
    ) -> Path? {
        guard var path = path(operand, longer: longer + 1) else { return nil }
        if path.isOpen { return path }
        path.names.append(field)
        path.isGuard = isGuard
        path.isOpen = isOpen
        return path
    }

    // MARK: Atoms

    /// A condition that is one thing: a comparison, a switch, `has(…)`, or something that is only known by its text.
    private mutating func atom(_ node: ExpressionNode) -> Outcome {
        if case .presence = node.kind, let path = path(node) {
            return isSo("has(\(path.names.joined(separator: ".")))")
        }
        if let path = path(node), !path.isGuard { return fact(table.path(path.names), table.holds, table.fails) }
        guard case .call(let function, let sides) = node.kind, sides.count == 2 else { return opaque(node) }
        if let truth = Self.truth(function, constants(sides[0]), constants(sides[1])) {
            return truth ? Outcome(holds: .none, fails: .impossible) : Outcome(holds: .impossible, fails: .none)
        }
        if Self.isSize(sides[0]), let constants = constants(sides[1]) {
            return comparison(sides[0].text, function, constants, node)
        }
        if let constants = constants(sides[1]), let path = path(sides[0]), !path.isGuard {
            return comparison(path.names.joined(separator: "."), function, constants, node)
        }
        if let constants = constants(sides[0]), let path = path(sides[1]), !path.isGuard,
            let mirrored = Self.mirrored[function]
        {
            return comparison(path.names.joined(separator: "."), mirrored, constants, node)
        }
        return relation(function, sides[0].text, sides[1].text) ?? opaque(node)
    }

    /// What a comparison of two constants comes to, such as `1 == 1`.
    private static func truth(
        _ function: String, _ left: [(value: Value, range: Range<Int>)]?, _ right: [(value: Value, range: Range<Int>)]?
    ) -> Bool? {
        guard let left, let right, left.count == 1 else { return nil }
        if function == Operator.membership { return right.contains { $0.value == left[0].value } }
        guard right.count == 1 else { return nil }
        switch function {
        case Operator.equal: return left[0].value == right[0].value
        case Operator.notEqual: return left[0].value != right[0].value
        default: break
        }
        guard let first = left[0].value.doubleValue, let second = right[0].value.doubleValue else { return nil }
        switch function {
        case Operator.less: return first < second
        case Operator.lessOrEqual: return first <= second
        case Operator.greater: return first > second
        case Operator.greaterOrEqual: return first >= second
        default: return nil
        }
    }

    /// `hits.size()`, `size(hits)`
    private static func isSize(_ node: ExpressionNode) -> Bool {
        switch node.kind {
        case .method(_, "size", let arguments): arguments.isEmpty
        case .call("size", let arguments): arguments.count == 1
        default: false
        }
    }

    /// A comparison of two things that are only known by their text: `a != b` is what `b == a` is not.
    private func relation(_ function: String, _ left: String, _ right: String) -> Outcome? {
        let (first, second) = left < right ? (left, right) : (right, left)
        switch function {
        case Operator.equal: return isSo("\(first) == \(second)")
        case Operator.notEqual: return isSo("\(first) == \(second)").negated
        case Operator.less: return isSo("\(left) < \(right)")
        case Operator.greaterOrEqual: return isSo("\(left) < \(right)").negated
        case Operator.greater: return isSo("\(right) < \(left)")
        case Operator.lessOrEqual: return isSo("\(right) < \(left)").negated
        default: return nil
        }
    }

    private static let mirrored = [
        Operator.equal: Operator.equal, Operator.notEqual: Operator.notEqual, Operator.less: Operator.greater,
        Operator.lessOrEqual: Operator.greaterOrEqual, Operator.greater: Operator.less,
        Operator.greaterOrEqual: Operator.lessOrEqual,
    ]

    private func opaque(_ node: ExpressionNode) -> Outcome { isSo(node.text) }

    /// A thing that is true or false.
    private func isSo(_ path: String) -> Outcome { fact(table.path(path), table.holds, table.fails) }

    private func constants(_ node: ExpressionNode) -> [(value: Value, range: Range<Int>)]? {
        switch node.kind {
        case .constant(let value): return [(value.asDomainValue, expression.ranges[node.id])]
        case .call(Operator.negate, let sides):
            guard case .constant(let value)? = sides.first?.kind, let number = value.doubleValue else { return nil }
            return [(.double(-number), expression.ranges[node.id])]
        case .list(let elements):
            let values = elements.compactMap { element -> (value: Value, range: Range<Int>)? in
                guard !element.isOptional, case .constant(let value) = element.node.kind else { return nil }
                return (value.asDomainValue, expression.ranges[element.node.id])
            }
            return values.count == elements.count ? values : nil
        default: return nil
        }
    }

    private mutating func comparison(
        _ path: String, _ function: String, _ constants: [(value: Value, range: Range<Int>)], _ node: ExpressionNode
    ) -> Outcome {
        let values = Set(constants.map(\.value))
        let isList = function == Operator.membership
        guard isList || constants.count == 1, let first = constants.first?.value else { return opaque(node) }
        comparisons.append(
            Comparison(path: path, function: function, constants: constants, range: expression.ranges[node.id]))
        let outcome: (Domain, Domain)
        let number = first.doubleValue
        switch function {
        case Operator.equal, Operator.membership: outcome = (Domain(allowed: values), Domain(excluded: values))
        case Operator.notEqual: outcome = (Domain(excluded: values), Domain(allowed: values))
        case Operator.less:
            guard let number else { return opaque(node) }
            outcome = (
                Domain(high: .init(value: number, isOpen: true)), Domain(low: .init(value: number, isOpen: false))
            )
        case Operator.lessOrEqual:
            guard let number else { return opaque(node) }
            outcome = (
                Domain(high: .init(value: number, isOpen: false)), Domain(low: .init(value: number, isOpen: true))
            )
        case Operator.greater:
            guard let number else { return opaque(node) }
            outcome = (
                Domain(low: .init(value: number, isOpen: true)), Domain(high: .init(value: number, isOpen: false))
            )
        case Operator.greaterOrEqual:
            guard let number else { return opaque(node) }
            outcome = (
                Domain(low: .init(value: number, isOpen: false)), Domain(high: .init(value: number, isOpen: true))
            )
        default: return opaque(node)
        }
        return fact(table.path(path), table.number(of: outcome.0), table.number(of: outcome.1))
    }

    private func fact(
        _ path: FactTable.Path, _ holds: FactTable.DomainNumber, _ fails: FactTable.DomainNumber
    ) -> Outcome {
        Outcome(holds: known(path, holds), fails: known(path, fails))
    }

    private func known(_ path: FactTable.Path, _ domain: FactTable.DomainNumber) -> Facts {
        table.fact(path, domain).meet(consequences(path, domain))
    }
}
