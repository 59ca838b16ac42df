/// Turns a tree into steps: variables of loops become numbered slots, functions are looked up, lists of literals are
/// built once.
struct Planner {
    private let types: [ExpressionType]
    private let ranges: [Range<Int>]
    private let references: [NodeReference]
    private let container: String
    private var locals: [String] = []
    /// How many slots a frame must have.
    private(set) var slots = 0

    init(types: [ExpressionType], ranges: [Range<Int>], references: [NodeReference], container: String) {
        self.types = types
        self.ranges = ranges
        self.container = container
        self.references = references
    }

    func place(_ node: ExpressionNode) -> Range<Int>? {
        ranges.indices.contains(node.id) ? ranges[node.id] : nil
    }

    mutating func plan(_ node: ExpressionNode) -> any Step {
        switch node.kind {
        case .constant(let value): return Constant(value)
        case .name(let name):
            return planName(node, name)
        case .select(let operand, let field):
            if let chained = planChain(node) { return chained }
            let container = plan(operand)
            if let local = container as? Local { return LocalSelect(local.slot, field: field, at: place(node)) }
            return Select(container, field: field, at: place(node))
        case .presence(let operand, let field):
            return Presence(plan(operand), field: field, at: place(node))
        case .call(let name, let arguments):
            return planCall(node, name, arguments)
        case .method(let target, let name, let arguments):
            return planMethod(node, target, name, arguments)
        case .list(let elements): return planList(elements, at: place(node))
        case .map(let entries): return planMap(entries, at: place(node))
        case .record(let name, _):
            return Failing("no-such-type", "`\(name)` is no type whose values can be written out", at: place(node))
        case .loop(let loop): return planLoop(node, loop)
        case .bind(let name, let value, let body):
            let value = plan(value)
            return withLocals([name]) { planner, slots in
                Bind(slot: slots[0], value: value, body: planner.plan(body))
            }
        case .optionalMap(let target, let name, let body, let flat):
            let operand = plan(target)
            let range = place(node)
            return withLocals([name]) { planner, slots in
                OptionalMap(operand, slot: slots[0], body: planner.plan(body), flat: flat, at: range)
            }
        }
    }

    /// Plans something in which further names are local.
    private mutating func withLocals(_ names: [String], _ make: (inout Planner, [Int]) -> any Step) -> any Step {
        let first = locals.count
        locals += names
        slots = max(slots, locals.count)
        let step = make(&self, Array(first..<locals.count))
        locals.removeLast(names.count)
        return step
    }

    private func slot(of name: String) -> Int? { locals.lastIndex(of: name) }

    // MARK: Names

    private mutating func planName(_ node: ExpressionNode, _ name: String) -> any Step {
        if let slot = slot(of: name) { return Local(slot) }
        switch references.target(of: node.id) {
        case .variable(let name): return Variable(name, at: place(node))
        case .type(let name): return Constant(.type(name))
        case .function, nil: return Unresolved(candidates: candidates([name]), at: place(node))
        }
    }

    /// A chain of selects that spells a variable's name, or may do so when nobody has checked.
    private mutating func planChain(_ node: ExpressionNode) -> (any Step)? {
        switch references.target(of: node.id) {
        case .variable(let name): return Variable(name, at: place(node))
        case .type(let name): return Constant(.type(name))
        case .function, nil: break
        }
        guard let path = node.qualifiedName, slot(of: path[0]) == nil, !isChecked(node) else { return nil }
        return Unresolved(candidates: candidates(path), at: place(node))
    }

    /// Whether the checker resolved a name somewhere in this chain of selects.
    private func isChecked(_ node: ExpressionNode) -> Bool {
        if references.target(of: node.id) != nil { return true }
        if case .select(let operand, _) = node.kind { return isChecked(operand) }
        return false
    }

    /// What a qualified name can mean, in the order of trying: the longest variable's name first, each from the
    /// innermost namespace outwards, and then the fields that are left.
    private func candidates(_ path: [String]) -> [Unresolved.Candidate] {
        var candidates: [Unresolved.Candidate] = []
        for length in stride(from: path.count, through: 1, by: -1) {
            let name = path[..<length].joined(separator: ".")
            for full in Namespace.candidates(for: name, in: container) {
                candidates.append(.init(name: full, fields: Array(path[length...])))
            }
        }
        return candidates
    }

    // MARK: Calls

    private mutating func planMethod(
        _ node: ExpressionNode, _ target: ExpressionNode, _ name: String, _ arguments: [ExpressionNode]
    ) -> any Step {
        if case .function(let full, _) = references.target(of: node.id) {
            return planCall(node, full, full == name ? [target] + arguments : arguments)
        }
        if let path = target.qualifiedName, slot(of: path[0]) == nil {
            let qualified = (path + [name]).joined(separator: ".")
            for full in Namespace.candidates(for: qualified, in: container)
            where Builtins.find(full, arguments.count) != nil {
                return planCall(node, full, arguments)
            }
        }
        return planCall(node, name, [target] + arguments)
    }

    private mutating func planCall(_ node: ExpressionNode, _ name: String, _ arguments: [ExpressionNode]) -> any Step {
        let range = place(node)
        var custom: [Overload] = []
        var name = name
        if case .function(let full, let overloads) = references.target(of: node.id) {
            custom = overloads
            name = full
        } else if name.hasPrefix(".") {
            name.removeFirst()
        }
        switch name {
        case Operator.and: return AllOf(flatten(node, name).map { plan($0) }, at: range)
        case Operator.or: return AnyOf(flatten(node, name).map { plan($0) }, at: range)
        default: break
        }
        let steps = arguments.map { plan($0) }
        let builtin = Builtins.find(name, steps.count)
        if !custom.isEmpty {
            return CustomCall(name, overloads: custom, arguments: steps, otherwise: builtin, at: range)
        }
        if let special = planSpecial(name, arguments, steps, at: range) { return special }
        switch builtin {
        case .unary(let function): return UnaryCall(function, steps[0], at: range)
        case .binary(let function): return BinaryCall(function, steps[0], steps[1], at: range)
        case .many(let function): return Call(function, steps, at: range)
        case nil: return UncheckedCall(name, steps, at: range)
        }
    }

    /// Operators that do not evaluate all their operands, or that are worth a step of their own.
    private func planSpecial(
        _ name: String, _ arguments: [ExpressionNode], _ steps: [any Step], at range: Range<Int>?
    ) -> (any Step)? {
        switch (name, steps.count) {
        case (Operator.conditional, 3): return Conditional(steps[0], steps[1], steps[2], at: range)
        case (Operator.not, 1): return Not(steps[0], at: range)
        case (Operator.equal, 2): return Equal(steps[0], steps[1], negated: false)
        case (Operator.notEqual, 2): return Equal(steps[0], steps[1], negated: true)
        case ("or", 2): return OptionalOr(steps[0], steps[1], unwraps: false, at: range)
        case ("orValue", 2): return OptionalOr(steps[0], steps[1], unwraps: true, at: range)
        case (Operator.optionalSelect, 2):
            guard case .constant(.string(let field)) = arguments[1].kind else { return nil }
            return OptionalSelect(steps[0], field: field, at: range)
        case ("matches", 2):
            guard case .constant(.string(let pattern)) = arguments[1].kind else { return nil }
            return Matches(steps[0], pattern: pattern, at: range)
        default:
            return Comparison(name, steps, at: range)
        }
    }

    /// The operands of a chain of `&&` or of `||`, however it is bracketed.
    private func flatten(_ node: ExpressionNode, _ name: String) -> [ExpressionNode] {
        guard case .call(name, let arguments) = node.kind else { return [node] }
        return arguments.flatMap { flatten($0, name) }
    }

    // MARK: Literals and loops

    private mutating func planList(_ elements: [ExpressionNode.ListElement], at range: Range<Int>?) -> any Step {
        let steps = elements.map { plan($0.node) }
        let constants = steps.compactMap { ($0 as? Constant)?.constant }
        if constants.count == steps.count, !elements.contains(where: \.isOptional) {
            return Constant(.list(constants))
        }
        return ListLiteral(steps, optional: elements.map(\.isOptional), at: range)
    }

    private mutating func planMap(_ entries: [ExpressionNode.MapEntry], at range: Range<Int>?) -> any Step {
        let steps = entries.map { (key: plan($0.key), value: plan($0.value), isOptional: $0.isOptional) }
        return MapLiteral(steps, at: range)
    }

    private mutating func planLoop(_ node: ExpressionNode, _ loop: ExpressionNode.Loop) -> any Step {
        let source = plan(loop.range)
        let range = place(node)
        return withLocals(loop.variables) { planner, slots in
            let condition = loop.condition.map { planner.plan($0) }
            let transform = loop.transform.map { planner.plan($0) }
            let variables = LoopVariables(source, slots: slots, at: range)
            switch loop.kind {
            case .all: return Quantifier(variables, condition, seeking: false)
            case .exists: return Quantifier(variables, condition, seeking: true)
            case .existsOne: return ExactlyOne(variables, condition)
            case .filter: return Collect(variables, condition, nil)
            case .map, .transformList: return Collect(variables, condition, transform)
            case .transformMap: return CollectMap(variables, condition, transform, entries: false)
            case .transformMapEntry: return CollectMap(variables, condition, transform, entries: true)
            }
        }
    }
}

/// Names inside namespaces.
package enum Namespace {
    /// What a name can be in a container, from the inside out: `x` in `a.b` is `a.b.x`, `a.x` or `x`. A leading dot says
    /// that there is nothing to try.
    package static func candidates(for name: String, in container: String) -> [String] {
        if name.hasPrefix(".") { return [String(name.dropFirst())] }
        guard !container.isEmpty else { return [name] }
        var parts = container.split(separator: ".")
        var names: [String] = []
        while !parts.isEmpty {
            names.append(parts.joined(separator: ".") + "." + name)
            parts.removeLast()
        }
        return names + [name]
    }
}

extension ExpressionNode {
    /// The parts of `a.b.c`; `nil` for anything but a chain of names. A leading dot stays with the first part.
    public var qualifiedName: [String]? {
        switch kind {
        case .name(let name): [name]
        case .select(let operand, let field): operand.qualifiedName.map { $0 + [field] }
        default: nil
        }
    }
}
