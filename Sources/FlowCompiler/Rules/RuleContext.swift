import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// What rules look at: a flow as written, as read, as compiled, and what is known at each of its places.
struct RuleContext {
    let flow: YAMLNode
    let facts: FlowFacts
    /// The same under each profile.
    let profiles: [FlowFacts]
    /// By id: the way to each step in the text, and its mapping.
    private let nodes: [String: (path: [YAMLStep], node: YAMLNode)]
    private let offered: [String: [(by: ByTree, offer: CheckOffer)]]
    /// Every mapping under a `retry`, with the way to it.
    let retries: [(path: [YAMLStep], node: YAMLNode)]
    private let checks: [String: CheckStep]
    /// Each call of a function in a condition.
    private let calls: [(compiled: CompiledExpression, node: ExpressionNode, arguments: [ExpressionNode])]

    var tree: FlowTree { facts.lowering.tree }
    var vendors: [String: Lowering.LoweredVendor] { facts.lowering.vendors }
    var program: FlowProgram? { facts.lowering.program }

    init(flow: YAMLNode, facts: FlowFacts, profiles: [FlowFacts]) {
        self.flow = flow
        self.facts = facts
        self.profiles = profiles
        var nodes: [String: (path: [YAMLStep], node: YAMLNode)] = [:]
        Self.find(in: flow.member("steps"), at: ["steps"], &nodes)
        self.nodes = nodes
        retries = Self.retries(in: flow, nodes)
        let steps = facts.lowering.tree.steps
        let offers = steps.map { ($0.id.value, Self.offers($0, facts.lowering)) }
        offered = Dictionary(offers, uniquingKeysWith: { first, _ in first })
        let pairs = (facts.lowering.program?.checks ?? []).map { ($0.id, $0) }
        checks = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        calls = facts.judgements.flatMap { judged in
            judged.compiled.calls.map { (judged.compiled, $0.node, $0.arguments) }
        }
    }

    /// The calls of some functions in the flow's conditions.
    func calls(
        to functions: Set<String>
    ) -> [(compiled: CompiledExpression, node: ExpressionNode, arguments: [ExpressionNode])] {
        calls.filter { functions.contains($0.node.function ?? "") }
    }

    private static func find(
        in node: YAMLNode?, at path: [YAMLStep], _ paths: inout [String: (path: [YAMLStep], node: YAMLNode)]
    ) {
        if let node, let entries = node.entries {
            if let id = node.member("id")?.text { paths[id] = (path, node) }
            for entry in entries where !["input", "options"].contains(entry.key.text) {
                entry.key.text.map { find(in: entry.value, at: path + [.key($0)], &paths) }
            }
        }
        for (index, item) in (node?.items ?? []).enumerated() { find(in: item, at: path + [.item(index)], &paths) }
    }

    /// A check as compiled.
    func check(_ step: StepTree) -> CheckStep? { checks[step.id.value] }

    /// The mapping of a step in the text.
    func node(_ step: StepTree) -> YAMLNode? { nodes[step.id.value]?.node }

    /// The way to a step in the text.
    func path(_ step: String) -> [YAMLStep]? { nodes[step]?.path }

    func node(_ path: [YAMLStep]) -> YAMLNode? { path.reduce(Optional(flow)) { $0?.child($1) } }

    func removing(_ path: [YAMLStep]) -> Fix? { Fix.removing(path, from: flow) }

    /// What the vendors of a step offer, in their order.
    func offers(_ step: StepTree) -> [(by: ByTree, offer: CheckOffer)] { offered[step.id.value] ?? [] }

    private static func offers(_ step: StepTree, _ lowering: Lowering) -> [(by: ByTree, offer: CheckOffer)] {
        guard let kind = lowering.kinds[step.id.value]?.name else { return [] }
        return step.by.compactMap { by in lowering.vendors[by.vendor.value]?.pack.offer(kind).map { (by, $0) } }
    }

    private static func retries(
        in flow: YAMLNode, _ nodes: [String: (path: [YAMLStep], node: YAMLNode)]
    ) -> [(path: [YAMLStep], node: YAMLNode)] {
        var found: [(path: [YAMLStep], node: YAMLNode)] = []
        func take(_ path: [YAMLStep], _ node: YAMLNode?) {
            guard let node else { return }
            if node.entries != nil { found.append((path, node)) }
            for (index, item) in (node.items ?? []).enumerated() { take(path + [.item(index)], item) }
        }
        take(["defaults", "retry"], flow.member("defaults")?.member("retry"))
        for entry in flow.member("policies")?.entries ?? [] {
            take(["policies", .key(entry.key.text ?? "")], entry.value)
        }
        for (path, node) in nodes.values {
            take(path + ["retry"], node.member("retry"))
            for (index, item) in (node.member("by")?.items ?? []).enumerated() {
                for entry in item.entries ?? [] {
                    let way: [YAMLStep] = ["by", .item(index), .key(entry.key.text ?? ""), "retry"]
                    take(path + way, entry.value.member("retry"))
                }
            }
        }
        return found
    }

    /// The judgement of a condition by its role.
    func judgement(_ role: FlowFacts.Role) -> FlowFacts.Judgement? { facts.judgements.first { $0.role == role } }
}
