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
    /// The checks as compiled, in the order of the text.
    let compiledChecks: [CheckStep]
    private let checks: [String: CheckStep]
    /// Every field of the applicant and every flag that is written out, with its section.
    let fields: [(section: String, field: FieldTree, node: YAMLNode)]
    typealias Call = (compiled: CompiledExpression, node: ExpressionNode, arguments: [ExpressionNode])
    /// By function: each of its calls in the flow's conditions.
    private let calls: [String: [Call]]

    var tree: FlowTree { facts.lowering.tree }
    var vendors: [String: Lowering.LoweredVendor] { facts.lowering.vendors }
    var program: FlowProgram? { facts.lowering.program }

    init(flow: YAMLNode, facts: FlowFacts, profiles: [FlowFacts]) {
        self.flow = flow
        self.facts = facts
        self.profiles = profiles
        var nodes: [String: (path: [YAMLStep], node: YAMLNode)] = [:]
        var path: [YAMLStep] = ["steps"]
        Self.find(in: flow.member("steps"), at: &path, &nodes)
        self.nodes = nodes
        retries = Self.retries(in: flow, nodes)
        let steps = facts.lowering.tree.steps
        let offers = steps.map { ($0.id.value, Self.offers($0, facts.lowering)) }
        offered = Dictionary(offers, uniquingKeysWith: { first, _ in first })
        compiledChecks = facts.lowering.program?.checks ?? []
        checks = Dictionary(compiledChecks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let tree = facts.lowering.tree
        fields = Self.fields(tree.applicant, "applicant", in: flow) + Self.fields(tree.flags, "flags", in: flow)
        var calls: [String: [Call]] = [:]
        for judged in facts.judgements {
            for (function, node, arguments) in judged.compiled.calls {
                calls[function, default: []].append((judged.compiled, node, arguments))
            }
        }
        self.calls = calls
    }

    /// The calls of some functions in the flow's conditions.
    func calls(to functions: Set<String>) -> [Call] { functions.flatMap { calls[$0] ?? [] } }

    private static func find(
        in node: YAMLNode?, at path: inout [YAMLStep], _ found: inout [String: (path: [YAMLStep], node: YAMLNode)]
    ) {
        guard let node, node.text == nil else { return }
        if let id = node.member("id")?.text { found[id] = (path, node) }
        for entry in node.entries ?? [] {
            guard let key = entry.key.text, key != "input", key != "options", entry.value.text == nil else { continue }
            path.append(.key(key))
            find(in: entry.value, at: &path, &found)
            path.removeLast()
        }
        for (index, item) in (node.items ?? []).enumerated() {
            path.append(.item(index))
            find(in: item, at: &path, &found)
            path.removeLast()
        }
    }

    private static func fields(
        _ fields: [FieldTree], _ section: String, in flow: YAMLNode
    ) -> [(section: String, field: FieldTree, node: YAMLNode)] {
        let written = (flow.member(section)?.entries ?? []).compactMap { entry in
            entry.key.text.map { ($0, entry.value) }
        }
        let nodes = Dictionary(written, uniquingKeysWith: { first, _ in first })
        return fields.compactMap { field in nodes[field.name.value].map { (section, field, $0) } }
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
        return step.by.compactMap { by in lowering.vendors[by.vendor.value]?.offers[kind].map { (by, $0) } }
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
