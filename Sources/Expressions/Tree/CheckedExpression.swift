internal import Synchronization

/// An expression whose names and types have been worked out, ready to be stored and evaluated.
///
/// Equality and storage cover the tree and its tables; the plan that evaluation runs on is made when the expression is
/// evaluated first. Copies share all of it, so that to pass an expression on costs nothing.
public struct CheckedExpression: Sendable {
    private let parts: Parts

    private final class Parts: Sendable {
        let root: ExpressionNode
        let types: [ExpressionType]
        let ranges: [Range<Int>]
        let references: [NodeReference]
        let container: String
        /// Much is read that is never evaluated.
        let plan = AtomicLazyReference<Plan>()

        init(
            root: ExpressionNode, types: [ExpressionType], ranges: [Range<Int>], references: [NodeReference],
            container: String
        ) {
            self.root = root
            self.types = types
            self.ranges = ranges
            self.references = references
            self.container = container
        }
    }

    private final class Plan: Sendable {
        let step: any Step
        let slots: Int

        init(_ parts: Parts) {
            var planner = Planner(
                types: parts.types, ranges: parts.ranges, references: parts.references, container: parts.container)
            step = planner.plan(parts.root)
            slots = planner.slots
        }
    }

    public var root: ExpressionNode { parts.root }
    /// By node id.
    public var types: [ExpressionType] { parts.types }
    /// By node id: the UTF-8 bytes of the expression's text.
    public var ranges: [Range<Int>] { parts.ranges }
    /// What names and calls stand for, in the order of the nodes' ids.
    public var references: [NodeReference] { parts.references }
    /// The namespace in which names that the checker did not resolve are looked up.
    public var container: String { parts.container }

    /// The type of the whole expression; `dyn` when it was not checked.
    public var type: ExpressionType { types.indices.contains(root.id) ? types[root.id] : .dyn }

    public init(
        root: ExpressionNode, types: [ExpressionType], ranges: [Range<Int>], references: [NodeReference],
        container: String = ""
    ) {
        parts = Parts(root: root, types: types, ranges: ranges, references: references, container: container)
    }

    private var plan: Plan { parts.plan.load() ?? parts.plan.storeIfNil(Plan(parts)) }

    /// Evaluates the expression.
    ///
    /// - Parameters:
    ///   - activation: the variables; looked up only when they are needed.
    ///   - functions: what the environment declared beyond the language's own functions.
    ///   - budget: about how many steps the evaluation may take before it fails with `cost-exceeded`.
    public func evaluate(
        _ activation: some Activation, functions: FunctionTable = .standard, budget: Int = defaultBudget
    ) -> Evaluation {
        let plan = plan
        var frame = Frame(activation: activation, functions: functions, budget: Budget(left: budget), slots: plan.slots)
        do {
            let value = try plan.step.value(&frame)
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

extension [NodeReference] {
    /// What a node stands for, among references in the order of the nodes' ids.
    public func target(of node: Int) -> NodeReference.Target? {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle].node < node { low = middle + 1 } else { high = middle }
        }
        return low < endIndex && self[low].node == node ? self[low].target : nil
    }

    /// The variable that a node stands for.
    public func variable(at node: Int) -> String? {
        if case .variable(let name) = target(of: node) { name } else { nil }
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
