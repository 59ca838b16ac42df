import Expressions

extension Checker {
    mutating func checkMethod(
        _ node: ExpressionNode, _ target: ExpressionNode, _ name: String, _ arguments: [ExpressionNode]
    ) -> ExpressionType {
        if let path = target.qualifiedName, !isLocal(path[0]) {
            let qualified = (path + [name]).joined(separator: ".")
            if let function = function(qualified) {
                let types = arguments.map { check($0) }
                return resolve(node, function, types, arguments, isMethod: false)
            }
        }
        if functions[name]?.overloads.contains(where: \.isMethod) != true, let meant = macroMeant(by: name) {
            // The arguments of a macro name variables of its own.
            let type = check(target)
            if type != .error {
                report(
                    .unknownFunction(
                        name, on: type, closest: meant, at: range(node), wordAt: range(target).upperBound + 1))
            }
            return .error
        }
        if Macros.methods.contains(name), functions[name]?.overloads.contains(where: \.isMethod) != true {
            // Parsing left it, since its arguments do not fit.
            if check(target) != .error { report(.macroArguments(name, at: range(node))) }
            return .error
        }
        let types = ([target] + arguments).map { check($0) }
        guard let function = functions[name], function.overloads.contains(where: \.isMethod) else {
            // What went wrong with the target explains the call, too.
            if types.contains(.error) { return .error }
            let methods = functions.values.filter { $0.overloads.contains(where: \.isMethod) }.map(\.name)
            report(
                .unknownFunction(
                    name, on: types[0], closest: closestFunction(to: name, in: methods + Macros.methods),
                    at: range(node),
                    wordAt: range(target).upperBound + 1))
            return .error
        }
        return resolve(node, function, types, [target] + arguments, isMethod: true)
    }

    /// The macro that a name probably stands for, when no method is nearer.
    private func macroMeant(by name: String) -> String? {
        let methods = functions.values.filter { $0.overloads.contains(where: \.isMethod) }.map(\.name)
        return closestFunction(to: name, in: methods + Macros.methods)
            .flatMap { Macros.methods.contains($0) ? $0 : nil }
    }

    mutating func checkCall(_ node: ExpressionNode, _ name: String, _ arguments: [ExpressionNode]) -> ExpressionType {
        let types = arguments.map { check($0) }
        if name == "has" {
            report(.macroArguments(name, at: range(node)))
            return .error
        }
        guard let function = function(name) else {
            let known = functions.keys.filter { $0.first?.isLetter == true && !$0.contains("@") }
            report(
                .unknownFunction(
                    name, on: nil, closest: closestFunction(to: name, in: known + ["has"]), at: range(node),
                    wordAt: range(node).lowerBound))
            return .error
        }
        return resolve(node, function, types, arguments, isMethod: false)
    }

    private func function(_ name: String) -> FunctionDeclaration? {
        if environment.container.isEmpty, name.utf8.first != UInt8(ascii: ".") { return functions[name] }
        for candidate in Namespace.candidates(for: name, in: environment.container) {
            if let function = functions[candidate] { return function }
        }
        return nil
    }

    /// Finds the overloads that the arguments fit. Where several do, the result is their common type, or `dyn`.
    private mutating func resolve(
        _ node: ExpressionNode, _ function: FunctionDeclaration, _ types: [ExpressionType],
        _ arguments: [ExpressionNode], isMethod: Bool
    ) -> ExpressionType {
        var result: ExpressionType?
        var custom: [Overload] = []
        for overload in function.overloads where overload.isMethod == isMethod {
            let (parameters, outcome) = unifier.instantiate(overload)
            guard unifier.assign(types, to: parameters) else { continue }
            if environment.isCustom(overload) { custom.append(overload) }
            let type = unifier.substitute(outcome)
            if let known = result, known != type { result = .dyn } else { result = type }
        }
        guard let result else {
            if !types.contains(.error) {
                let shown = types.map { unifier.substitute($0, final: true) }
                report(.noOverload(function, shown, isMethod: isMethod, at: range(node)))
            }
            return .error
        }
        refer(node, .function(function.name, custom: custom))
        return result
    }

    // MARK: Loops and optionals

    mutating func checkLoop(_ loop: ExpressionNode.Loop) -> ExpressionType {
        let source = check(loop.range)
        let (first, second) = loopTypes(source, loop)
        let types = loop.variables.count == 2 ? [first, second] : [loop.isOverMap(source) ? first : second]
        let variables = zip(loop.variables, types).map { (name: $0, type: $1) }
        return withLocals(variables) { checker in
            if let condition = loop.condition { checker.require(.bool, condition) }
            let made = loop.transform.map { checker.check($0) } ?? .dyn
            switch loop.kind {
            case .all, .exists, .existsOne: return .bool
            case .filter: return .list(types[0])
            case .map, .transformList: return .list(made)
            case .transformMap: return .map(first, made)
            case .transformMapEntry: return checker.entryMap(made, loop)
            }
        }
    }

    /// The types of index or key, and of element or value.
    private mutating func loopTypes(_ source: ExpressionType, _ loop: ExpressionNode.Loop)
        -> (ExpressionType, ExpressionType)
    {
        switch source {
        case .list(let element): return (.int, element)
        case .map(let key, let value): return (key, value)
        case .dyn, .any, .error: return (.dyn, .dyn)
        case .parameter:
            _ = unifier.assign(.dyn, to: source)
            return (.dyn, .dyn)
        default:
            report(.notIterable(source, at: range(loop.range)))
            return (.error, .error)
        }
    }

    private mutating func require(_ type: ExpressionType, _ node: ExpressionNode) {
        let found = check(node)
        if !unifier.assign(found, to: type) { report(.mismatch(found, expected: type, at: range(node))) }
    }

    private mutating func entryMap(_ made: ExpressionType, _ loop: ExpressionNode.Loop) -> ExpressionType {
        switch made {
        case .map, .dyn, .any, .error, .parameter: return made
        default:
            if let transform = loop.transform {
                report(.mismatch(made, expected: .map(.dyn, .dyn), at: range(transform)))
            }
            return .error
        }
    }

    mutating func checkOptionalMap(
        _ node: ExpressionNode, _ target: ExpressionNode, _ name: String, _ body: ExpressionNode, _ flat: Bool
    ) -> ExpressionType {
        let type = check(target)
        let wrapped: ExpressionType
        switch type {
        case .optional(let inner): wrapped = inner
        case .dyn, .any, .error: wrapped = .dyn
        default:
            let inner = unifier.fresh()
            if !unifier.assign(type, to: .optional(inner)) {
                report(.mismatch(type, expected: .optional(.dyn), at: range(target)))
            }
            wrapped = unifier.substitute(inner)
        }
        let made = withLocals([(name, wrapped)]) { $0.check(body) }
        guard flat else { return .optional(made) }
        let inner = unifier.fresh()
        guard unifier.assign(made, to: .optional(inner)) else {
            report(.mismatch(made, expected: .optional(.dyn), at: range(body)))
            return .error
        }
        return unifier.substitute(.optional(inner))
    }
}

extension ExpressionNode.Loop {
    fileprivate func isOverMap(_ source: ExpressionType) -> Bool {
        if case .map = source { true } else { false }
    }
}
