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
    /// By id: the way to each check in the text.
    let paths: [String: [YAMLStep]]
    private let checks: [String: CheckStep]

    var tree: FlowTree { facts.lowering.tree }
    var vendors: [String: Lowering.LoweredVendor] { facts.lowering.vendors }
    var program: FlowProgram? { facts.lowering.program }

    init(flow: YAMLNode, facts: FlowFacts, profiles: [FlowFacts]) {
        self.flow = flow
        self.facts = facts
        self.profiles = profiles
        var paths: [String: [YAMLStep]] = [:]
        Self.find(in: flow.member("steps"), at: ["steps"], &paths)
        self.paths = paths
        let pairs = (facts.lowering.program?.checks ?? []).map { ($0.id, $0) }
        checks = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func find(in node: YAMLNode?, at path: [YAMLStep], _ paths: inout [String: [YAMLStep]]) {
        if let entries = node?.entries {
            if let id = node?.member("id")?.text { paths[id] = path }
            for entry in entries where !["input", "options"].contains(entry.key.text) {
                entry.key.text.map { find(in: entry.value, at: path + [.key($0)], &paths) }
            }
        }
        for (index, item) in (node?.items ?? []).enumerated() { find(in: item, at: path + [.item(index)], &paths) }
    }

    /// A check as compiled.
    func check(_ step: StepTree) -> CheckStep? { checks[step.id.value] }

    /// The mapping of a step in the text.
    func node(_ step: StepTree) -> YAMLNode? { paths[step.id.value].flatMap(node) }

    func node(_ path: [YAMLStep]) -> YAMLNode? { path.reduce(Optional(flow)) { $0?.child($1) } }

    func removing(_ path: [YAMLStep]) -> Fix? { Fix.removing(path, from: flow) }

    /// What the vendors of a step offer, in their order.
    func offers(_ step: StepTree) -> [(by: ByTree, offer: CheckOffer)] {
        guard let kind = facts.lowering.kinds[step.id.value]?.name else { return [] }
        return step.by.compactMap { by in vendors[by.vendor.value]?.pack.offer(kind).map { (by, $0) } }
    }

    /// Every mapping under a `retry`, with the way to it.
    var retries: [(path: [YAMLStep], node: YAMLNode)] {
        var found: [(path: [YAMLStep], node: YAMLNode)] = []
        func take(_ path: [YAMLStep]) {
            guard let node = node(path) else { return }
            if node.entries != nil { found.append((path, node)) }
            for index in (node.items ?? []).indices { take(path + [.item(index)]) }
        }
        take(["defaults", "retry"])
        for entry in flow.member("policies")?.entries ?? [] { take(["policies", .key(entry.key.text ?? "")]) }
        for path in paths.values {
            take(path + ["retry"])
            for (index, item) in (node(path + ["by"])?.items ?? []).enumerated() {
                for entry in item.entries ?? [] {
                    take(path + ["by", .item(index), .key(entry.key.text ?? ""), "retry"])
                }
            }
        }
        return found
    }

    /// The judgement of a condition by its role.
    func judgement(_ role: FlowFacts.Role) -> FlowFacts.Judgement? { facts.judgements.first { $0.role == role } }
}
