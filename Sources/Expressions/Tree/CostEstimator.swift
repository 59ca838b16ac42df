/// Walks a tree as evaluation would, with sizes in the place of values.
struct CostEstimator {
    private let expression: CheckedExpression
    private let sizes: ([String]) -> ClosedRange<Int>?

    /// What is known of a node before it is evaluated.
    struct Known {
        var cost: CostEstimate
        /// Elements, entries, characters or bytes.
        var size: CostEstimate = .nothing
        /// The size of one element.
        var element = CostEstimate(0, .max)
        /// Where the value comes from, when it comes from a variable.
        var path: [String]?
    }

    /// Paths of the variables of loops and bindings.
    private typealias Scope = [String: Known]

    init(expression: CheckedExpression, sizes: @escaping ([String]) -> ClosedRange<Int>?) {
        self.expression = expression
        self.sizes = sizes
    }

    func estimate(_ node: ExpressionNode) -> Known {
        var result = estimate(node, [:])
        // The result itself is paid for, too, down to its last part.
        result.cost = result.cost + whole(node, result)
        return result
    }

    private static let one = CostEstimate(1, 1)
    private static let unbounded = CostEstimate(0, .max)

    private func estimate(_ node: ExpressionNode, _ scope: Scope) -> Known {
        switch node.kind {
        case .constant(let value): return Known(cost: .nothing, size: Self.size(of: value))
        case .name(let name):
            if let known = scope[name] {
                return Known(cost: .nothing, size: hasSize(node) ? known.size : .nothing, path: known.path)
            }
            return at([variableName(node) ?? name], node, cost: Self.one)
        case .select(let operand, let field):
            if let name = variableName(node) { return at([name], node, cost: Self.one) }
            let inner = estimate(operand, scope)
            return at(inner.path.map { $0 + [field] }, node, cost: Self.one + inner.cost)
        case .presence(let operand, _): return Known(cost: Self.one + estimate(operand, scope).cost)
        case .call(let name, let arguments): return call(name, arguments, node, scope)
        case .method(let target, let name, let arguments):
            if case .function(let full, _) = expression.references.target(of: node.id), full != name {
                return call(full, arguments, node, scope)
            }
            return call(name, [target] + arguments, node, scope)
        case .list(let elements):
            let parts = elements.map { estimate($0.node, scope) }
            let largest = parts.reduce(CostEstimate.nothing) { $0.either($1.size) }
            let count = CostEstimate(elements.filter { !$0.isOptional }.count, elements.count)
            let cost = total(parts) + CostEstimate(0, 1 + elements.count)
            return Known(cost: cost, size: count, element: largest)
        case .map(let entries):
            let parts = entries.flatMap { [estimate($0.key, scope), estimate($0.value, scope)] }
            let count = CostEstimate(entries.filter { !$0.isOptional }.count, entries.count)
            return Known(cost: total(parts) + CostEstimate(1 + parts.count, 1 + parts.count), size: count)
        case .record: return Known(cost: Self.one)
        case .loop(let loop): return self.loop(loop, scope)
        case .bind(let name, let value, let body):
            let value = estimate(value, scope)
            let inner = estimate(body, scope.merging([name: value]) { $1 })
            return Known(cost: Self.one + value.cost + inner.cost, size: inner.size, path: inner.path)
        case .optionalMap(let target, let name, let body, _):
            let target = estimate(target, scope)
            let inner = estimate(body, scope.merging([name: target]) { $1 })
            return Known(
                cost: Self.one + target.cost + inner.cost.either(.nothing), size: inner.size.either(.nothing))
        }
    }

    private func variableName(_ node: ExpressionNode) -> String? {
        if case .variable(let name) = expression.references.target(of: node.id) { name } else { nil }
    }

    private func total(_ parts: [Known]) -> CostEstimate { parts.reduce(.nothing) { $0 + $1.cost } }

    // MARK: Sizes

    /// A value out of the data: its size is asked for when its type has one.
    private func at(_ path: [String]?, _ node: ExpressionNode, cost: CostEstimate) -> Known {
        guard hasSize(node) else { return Known(cost: cost, path: path) }
        let element = path.map { $0 + ["*"] }
        return Known(cost: cost, size: bound(path), element: bound(element), path: path)
    }

    private func bound(_ path: [String]?) -> CostEstimate {
        path.flatMap { sizes($0) }.map { CostEstimate($0.lowerBound, $0.upperBound) } ?? Self.unbounded
    }

    private func hasSize(_ node: ExpressionNode) -> Bool {
        guard expression.types.indices.contains(node.id) else { return true }
        switch expression.types[node.id] {
        case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type, .object, .opaque, .error: return false
        default: return true
        }
    }

    private static func size(of value: Value) -> CostEstimate {
        let size =
            switch value {
            case .string(let text): text.utf8.count
            case .bytes(let bytes): bytes.count
            case .list(let list): list.count
            case .map(let map): map.count
            default: 0
            }
        return CostEstimate(size, size)
    }

    /// What looking at all of a value costs.
    private func whole(_ node: ExpressionNode, _ known: Known) -> CostEstimate {
        guard expression.types.indices.contains(node.id) else { return CostEstimate(1, .max) }
        return Self.one + parts(of: expression.types[node.id], known.size, known.element).either(.nothing)
    }

    private func parts(of type: ExpressionType, _ size: CostEstimate, _ element: CostEstimate) -> CostEstimate {
        switch type {
        case .string, .bytes: return Self.reading(size) + Self.one
        case .optional(let wrapped): return Self.one + parts(of: wrapped, size, element)
        case .list(let inner), .map(_, let inner):
            return size * (Self.one + parts(of: inner, element, Self.unbounded))
        case .dyn, .any, .wrapper, .parameter: return Self.unbounded
        default: return .nothing
        }
    }

    /// Text is read eight bytes a step.
    private static func reading(_ size: CostEstimate) -> CostEstimate {
        CostEstimate(0, size.most == .max ? .max : size.most / 8 + 1)
    }

    // MARK: Calls and loops

    private func call(_ name: String, _ arguments: [ExpressionNode], _ node: ExpressionNode, _ scope: Scope) -> Known {
        let parts = arguments.map { estimate($0, scope) }
        let all = Self.one + total(parts)
        let touched = parts.reduce(CostEstimate.nothing) { $0 + $1.size }
        switch name {
        case Operator.and, Operator.or:
            return Known(cost: CostEstimate(1 + (parts.first?.cost.least ?? 0), all.most))
        case Operator.conditional where parts.count == 3:
            let ways = parts[1].cost.either(parts[2].cost)
            return Known(cost: Self.one + parts[0].cost + ways, size: parts[1].size.either(parts[2].size))
        case Operator.index, Operator.optionalIndex:
            return at(parts.first?.path.map { $0 + ["*"] }, node, cost: all)
        case Operator.optionalSelect:
            guard case .constant(.string(let field))? = arguments.last?.kind else { return Known(cost: all) }
            return at(parts.first?.path.map { $0 + [field] }, node, cost: all)
        case "matches": return Known(cost: all + (touched * CostEstimate(8, 8) + Self.one).either(.nothing))
        case Operator.equal, Operator.notEqual, Operator.membership:
            let looks = zip(arguments, parts).reduce(CostEstimate.nothing) { $0 + whole($1.0, $1.1) }
            return Known(cost: all + looks.either(.nothing))
        default:
            // Nothing looks at its arguments more often than twice.
            var result = Known(cost: all + (touched + touched + Self.one).either(.nothing))
            if hasSize(node) {
                result.size = self.size(ofResult: name, parts, touched).either(.nothing)
                result.element = parts.reduce(CostEstimate.nothing) { $0.either($1.element) }.either(touched)
            }
            result.cost = result.cost + Self.reading(result.size)
            return result
        }
    }

    /// How large a function's result can be.
    private func size(ofResult name: String, _ parts: [Known], _ touched: CostEstimate) -> CostEstimate {
        let one = Self.one
        switch name {
        // A number takes 24 characters, a time 35.
        case "string": return touched.either(CostEstimate(0, 40))
        case "join": return parts[0].size * (parts[0].element + (parts.count > 1 ? parts[1].size : .nothing))
        case "replace" where parts.count > 2: return (parts[0].size + one) * (parts[2].size + one)
        case "base64.encode", "strings.quote", "split": return touched + touched + CostEstimate(4, 4)
        case "first", "last": return parts[0].element
        case Operator.add, "orValue", "or", "value", "optional.of", "optional.ofNonZeroValue", "bytes", "lowerAscii",
            "upperAscii", "trim", "reverse", "substring", "charAt", "base64.decode", "optional.unwrap", "unwrapOpt":
            return touched
        // What functions of others give is theirs.
        default: return Self.unbounded
        }
    }

    private func loop(_ loop: ExpressionNode.Loop, _ scope: Scope) -> Known {
        let range = estimate(loop.range, scope)
        let path = range.path.map { $0 + ["*"] }
        let bound = path.flatMap { sizes($0) }.map { CostEstimate($0.lowerBound, $0.upperBound) }
        var inner = scope
        let element = Known(cost: .nothing, size: bound ?? range.element, path: path)
        for name in loop.variables { inner[name] = element }
        let condition = loop.condition.map { estimate($0, inner).cost } ?? .nothing
        let made = loop.transform.map { estimate($0, inner) } ?? Known(cost: .nothing, size: element.size)
        let transform = made.cost
        let round = Self.one + condition + (loop.condition == nil ? transform : transform.either(.nothing))
        let canStop = loop.kind == .all || loop.kind == .exists
        let rounds = canStop ? CostEstimate(min(1, range.size.least), range.size.most) : range.size
        let makes = canStop || loop.kind == .existsOne ? CostEstimate.nothing : range.size.either(.nothing)
        // A map's keys are put into order first.
        let start = CostEstimate(2, 2) + range.cost + range.size.either(.nothing)
        return Known(cost: start + rounds * round, size: makes, element: made.size)
    }
}
