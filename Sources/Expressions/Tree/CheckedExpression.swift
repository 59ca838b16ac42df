/// An expression whose names and types have been worked out, ready to be stored and evaluated.
///
/// Equality and storage cover the tree and its tables; the plan that evaluation runs on is made once, when the
/// expression is made or decoded.
public struct CheckedExpression: Sendable {
    public let root: ExpressionNode
    /// By node id.
    public let types: [ExpressionType]
    /// By node id: the UTF-8 bytes of the expression's text.
    public let ranges: [Range<Int>]
    /// What names and calls stand for, in the order of the nodes' ids.
    public let references: [NodeReference]
    /// The namespace in which names that the checker did not resolve are looked up.
    public let container: String
    let plan: any Step
    let slots: Int

    /// The type of the whole expression; `dyn` when it was not checked.
    public var type: ExpressionType { types.indices.contains(root.id) ? types[root.id] : .dyn }

    public init(
        root: ExpressionNode, types: [ExpressionType], ranges: [Range<Int>], references: [NodeReference],
        container: String = ""
    ) {
        self.root = root
        self.types = types
        self.ranges = ranges
        self.references = references
        self.container = container
        var planner = Planner(types: types, ranges: ranges, references: references, container: container)
        plan = planner.plan(root)
        slots = planner.slots
    }

    /// Evaluates the expression.
    ///
    /// - Parameters:
    ///   - activation: the variables; looked up only when they are needed.
    ///   - functions: what the environment declared beyond the language's own functions.
    ///   - budget: about how many steps the evaluation may take before it fails with `cost-exceeded`.
    public func evaluate(
        _ activation: some Activation, functions: FunctionTable = .standard, budget: Int = defaultBudget
    ) -> Evaluation {
        var frame = Frame(activation: activation, functions: functions, budget: Budget(left: budget), slots: slots)
        do {
            let value = try plan.value(&frame)
            try frame.budget.spend(onWhole: value)
            return .value(value)
        } catch {
            switch error {
            case .failure(let failure): return .failure(failure)
            case .unknown(let names): return .unknown(names)
            }
        }
    }

    /// Enough for any honest rule; a few milliseconds of work.
    public static let defaultBudget = 1_000_000
}

/// What the checker found out about one node.
public struct NodeReference: Hashable, Codable, Sendable {
    public let node: Int
    public let target: Target

    public enum Target: Hashable, Codable, Sendable {
        /// A variable by its full name, however many selects the text spells it with.
        case variable(String)
        /// The name of a type.
        case type(String)
        /// A function by its full name; `custom` lists those overloads that are not the language's own.
        case function(String, custom: [Overload])
    }

    public init(node: Int, target: Target) {
        self.node = node
        self.target = target
    }
}

extension CheckedExpression: Hashable {
    public static func == (left: CheckedExpression, right: CheckedExpression) -> Bool {
        left.root == right.root && left.types == right.types && left.ranges == right.ranges
            && left.references == right.references && left.container == right.container
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(root)
        hasher.combine(references)
    }
}

extension CheckedExpression: Codable {
    private enum Key: String, CodingKey {
        case root, types, ranges, references, container
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.init(
            root: try box.decode(ExpressionNode.self, forKey: .root),
            types: try box.decode([ExpressionType].self, forKey: .types),
            ranges: try box.decode([Range<Int>].self, forKey: .ranges),
            references: try box.decode([NodeReference].self, forKey: .references),
            container: try box.decode(String.self, forKey: .container))
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(root, forKey: .root)
        try box.encode(types, forKey: .types)
        try box.encode(ranges, forKey: .ranges)
        try box.encode(references, forKey: .references)
        try box.encode(container, forKey: .container)
    }
}
