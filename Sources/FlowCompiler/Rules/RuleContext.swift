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
    private let offered: [String: [(by: ByTree, offer: CheckOffer)]]
    /// Every mapping under a `retry`.
    let retries: [YAMLNode]
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
        retries = Self.retries(in: flow, facts.lowering.tree)
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

    /// The way to a step in the text.
    func path(_ step: String) -> [YAMLStep]? {
        Self.path(to: step, in: flow.member("steps")).map { ["steps"] + $0.reversed() }
    }

    /// The other way round.
    private static func path(to step: String, in node: YAMLNode?) -> [YAMLStep]? {
        guard let node, node.text == nil else { return nil }
        if node.member("id")?.text == step { return [] }
        for entry in node.entries ?? [] {
            guard let key = entry.key.text, key != "input", key != "options" else { continue }
            if let path = path(to: step, in: entry.value) { return path + [.key(key)] }
        }
        for (index, item) in (node.items ?? []).enumerated() {
            if let path = path(to: step, in: item) { return path + [.item(index)] }
        }
        return nil
    }

    func node(_ path: [YAMLStep]) -> YAMLNode? { path.reduce(Optional(flow)) { $0?.child($1) } }

    func removing(_ path: [YAMLStep]) -> Fix? { Fix.removing(path, from: flow) }

    /// What the vendors of a step offer, in their order.
    func offers(_ step: StepTree) -> [(by: ByTree, offer: CheckOffer)] { offered[step.id.value] ?? [] }

    private static func offers(_ step: StepTree, _ lowering: Lowering) -> [(by: ByTree, offer: CheckOffer)] {
        guard let kind = lowering.kinds[step.id.value]?.name else { return [] }
        return step.by.compactMap { by in lowering.vendors[by.vendor.value]?.offers[kind].map { (by, $0) } }
    }

    private static func retries(in flow: YAMLNode, _ tree: FlowTree) -> [YAMLNode] {
        var found: [YAMLNode] = []
        func take(_ node: YAMLNode?) {
            guard let node else { return }
            if node.entries != nil { found.append(node) }
            for item in node.items ?? [] { take(item) }
        }
        take(flow.member("defaults")?.member("retry"))
        for entry in flow.member("policies")?.entries ?? [] { take(entry.value) }
        for step in tree.allNodes.compactMap({ $0.check ?? $0.act?.step }) {
            take(step.node.member("retry"))
            for item in step.node.member("by")?.items ?? [] {
                for entry in item.entries ?? [] { take(entry.value.member("retry")) }
            }
        }
        return found
    }

    /// The judgement of a condition by its role.
    func judgement(_ role: FlowFacts.Role) -> FlowFacts.Judgement? { facts.judgements.first { $0.role == role } }
}
