import Expressions

/// Gives every node a type and every name a meaning; carries on after an issue, so that all are found.
struct Checker {
    let environment: ExpressionEnvironment
    let functions: [String: FunctionDeclaration]
    let ranges: [Range<Int>]
    private(set) var types: [ExpressionType]
    private(set) var references: [NodeReference] = []
    private(set) var issues: [ExpressionIssue] = []
    var unifier = Unifier()
    private var locals: [(name: String, type: ExpressionType)] = []

    init(environment: ExpressionEnvironment, ranges: [Range<Int>]) {
        self.environment = environment
        self.ranges = ranges
        functions = environment.allFunctions
        types = Array(repeating: .error, count: ranges.count)
    }

    mutating func run(_ root: ExpressionNode) {
        _ = check(root)
        for index in types.indices { types[index] = unifier.substitute(types[index], final: true) }
        references.sort { $0.node < $1.node }
        issues.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    }

    mutating func report(_ issue: ExpressionIssue) { issues.append(issue) }

    mutating func refer(_ node: ExpressionNode, _ target: NodeReference.Target) {
        references.append(NodeReference(node: node.id, target: target))
    }

    func isLocal(_ name: String) -> Bool { locals.contains { $0.name == name } }

    func range(_ node: ExpressionNode) -> Range<Int> { ranges[node.id] }

    // MARK: Nodes

    mutating func check(_ node: ExpressionNode) -> ExpressionType {
        let type = unifier.substitute(work(node))
        types[node.id] = type
        return type
    }

    private mutating func work(_ node: ExpressionNode) -> ExpressionType {
        switch node.kind {
        case .constant(let value): return ExpressionType(ofConstant: value)
        case .name(let name): return checkName(node, name)
        case .select(let operand, let field): return checkSelect(node, operand, field)
        case .presence(let operand, let field):
            _ = fieldType(of: check(operand), field, node)
            return .bool
        case .call(Operator.optionalSelect, let arguments):
            return checkOptionalSelect(node, arguments)
        case .call(let name, let arguments): return checkCall(node, name, arguments)
        case .method(let target, let name, let arguments): return checkMethod(node, target, name, arguments)
        case .list(let elements): return checkList(elements)
        case .map(let entries): return checkMap(entries)
        case .record(let name, let fields):
            for field in fields { _ = check(field.value) }
            report(.noRecord(name, at: range(node)))
            return .error
        case .loop(let loop): return checkLoop(loop)
        case .bind(let name, let value, let body):
            let type = check(value)
            return withLocals([(name, type)]) { $0.check(body) }
        case .optionalMap(let target, let name, let body, let flat):
            return checkOptionalMap(node, target, name, body, flat)
        }
    }

    mutating func withLocals(
        _ variables: [(name: String, type: ExpressionType)], _ body: (inout Checker) -> ExpressionType
    ) -> ExpressionType {
        locals += variables
        defer { locals.removeLast(variables.count) }
        return body(&self)
    }

    // MARK: Names and fields

    private mutating func checkName(_ node: ExpressionNode, _ name: String) -> ExpressionType {
        if let local = locals.last(where: { $0.name == name }) { return local.type }
        if let type = resolve(name, node) { return type }
        let known = locals.map(\.name) + environment.variables.keys
        report(.unknownName(name, closest: closestName(to: name, in: known), at: range(node)))
        return .error
    }

    /// A variable or type by its possibly qualified name.
    private mutating func resolve(_ name: String, _ node: ExpressionNode) -> ExpressionType? {
        if environment.container.isEmpty, name.utf8.first != UInt8(ascii: ".") { return refer(node, to: name) }
        for candidate in Namespace.candidates(for: name, in: environment.container) {
            if let type = refer(node, to: candidate) { return type }
        }
        return nil
    }

    /// Whole names only.
    private mutating func refer(_ node: ExpressionNode, to name: String) -> ExpressionType? {
        if let type = environment.variables[name] {
            refer(node, .variable(name))
            return type
        }
        let isOptional = name == "optional_type"
        guard TypeNames.all.contains(name), !isOptional || environment.libraries.contains(.optionals) else {
            return nil
        }
        refer(node, .type(name))
        return .type
    }

    private mutating func checkSelect(_ node: ExpressionNode, _ operand: ExpressionNode, _ field: String)
        -> ExpressionType
    {
        if canBeOneName(node), let path = node.qualifiedName, !isLocal(path[0]),
            let type = resolve(path.joined(separator: "."), node)
        {
            return type
        }
        return fieldType(of: check(operand), field, node)
    }

    /// Whether a chain of names could be one: where no name with dots begins like it, it is a field of its first part.
    private func canBeOneName(_ node: ExpressionNode) -> Bool {
        var node = node
        while case .select(let operand, _) = node.kind { node = operand }
        guard case .name(let first) = node.kind else { return false }
        return !environment.container.isEmpty || first.hasPrefix(".") || environment.qualifiedRoots.contains(first)
    }

    private mutating func checkOptionalSelect(_ node: ExpressionNode, _ arguments: [ExpressionNode]) -> ExpressionType {
        guard arguments.count == 2, case .constant(.string(let field)) = arguments[1].kind else { return .error }
        types[arguments[1].id] = .string
        let type = fieldType(of: check(arguments[0]), field, node)
        refer(node, .function(Operator.optionalSelect, custom: []))
        if case .optional = type { return type }
        return .optional(type)
    }

    /// The type of `value.field`; of an optional it is an optional.
    private mutating func fieldType(of type: ExpressionType, _ field: String, _ node: ExpressionNode) -> ExpressionType
    {
        switch type {
        case .optional(let wrapped):
            let inner = fieldType(of: wrapped, field, node)
            if case .optional = inner { return inner }
            return .optional(inner)
        case .map(_, let value): return value
        case .dyn, .any, .error: return .dyn
        case .parameter:
            // Nothing is known of it, and nothing may be assumed later.
            _ = unifier.assign(.dyn, to: type)
            return .dyn
        case .object(let name):
            guard let object = environment.objectTypes[name] else { return .dyn }
            if let type = object.fields[field] { return type }
            report(.unknownField(field, of: object, others: others(field, than: object), at: range(node)))
            return .error
        default:
            report(.noFields(type, field, at: range(node)))
            return .error
        }
    }

    /// The same name under another root: `applicant.selfie` for `flags.selfie`.
    private func others(_ field: String, than object: ObjectType) -> [String] {
        guard environment.variables[object.name] == .object(object.name) else { return [] }
        return environment.variables.compactMap { name, type -> String? in
            guard name != object.name, case .object(name) = type,
                environment.objectTypes[name]?.fields[field] != nil
            else { return nil }
            return "\(name).\(field)"
        }.sorted()
    }

    // MARK: Literals

    private mutating func checkList(_ elements: [ExpressionNode.ListElement]) -> ExpressionType {
        var joined: ExpressionType?
        for element in elements {
            let type = entryType(element.node, isOptional: element.isOptional)
            joined = unifier.join(joined, type)
        }
        return .list(joined ?? unifier.fresh())
    }

    private mutating func checkMap(_ entries: [ExpressionNode.MapEntry]) -> ExpressionType {
        var keys: ExpressionType?
        var values: ExpressionType?
        for entry in entries {
            let key = check(entry.key)
            if !Self.canBeKey(key) { report(.badKey(key, at: range(entry.key))) }
            keys = unifier.join(keys, key)
            values = unifier.join(values, entryType(entry.value, isOptional: entry.isOptional))
        }
        return .map(keys ?? unifier.fresh(), values ?? unifier.fresh())
    }

    private static func canBeKey(_ type: ExpressionType) -> Bool {
        switch type {
        case .bool, .int, .uint, .string, .parameter, .dyn, .any, .error: true
        case .wrapper(let wrapped): canBeKey(wrapped)
        default: false
        }
    }

    private mutating func entryType(_ node: ExpressionNode, isOptional: Bool) -> ExpressionType {
        let type = check(node)
        guard isOptional else { return type }
        if case .optional(let wrapped) = type { return wrapped }
        if !type.isDynamic { report(.notOptional(type, at: range(node))) }
        return type
    }
}

extension ExpressionType {
    /// The type of a literal.
    init(ofConstant value: Value) {
        self =
            switch value {
            case .null: .null
            case .bool: .bool
            case .int: .int
            case .uint: .uint
            case .double: .double
            case .string: .string
            case .bytes: .bytes
            default: .dyn
            }
    }
}
