import FlowSyntax
import YAMLTree

/// What each layer of a flow says at a path.
struct LayerHistory {
    let stages: [LayeredFlow.Stage]

    /// The values of a path, the effective one first, each with the layer that gave it.
    func sources(_ path: [String], as layer: String? = nil) -> [FlowExplanation.Source] {
        var found: [(node: YAMLNode, stage: Int)] = []
        for stage in stages.indices.reversed() {
            guard let node = Self.node(path, in: stages[stage].node) else { continue }
            if let last = found.last, last.node.place == node.place, last.node.content == node.content {
                // It was there before this layer came.
                found[found.count - 1].stage = stage
            } else {
                found.append((node, stage))
            }
        }
        return found.map { FlowExplanation.Source(name(of: $0.stage, path, layer), $0.node) }
    }

    private func name(_ section: String) -> String {
        switch section {
        case "steps": "step"
        case "defaults": "defaults"
        default: "flow"
        }
    }

    private func name(of stage: Int, _ path: [String], _ layer: String?) -> String {
        switch stages[stage].origin {
        case .flow:
            let own = stages.lastIndex { $0.origin == .flow }
            return stage == own ? layer ?? name(path.first ?? "") : "parent flow"
        case .profile(let name): return "profile \(name)"
        case .setting: return "--set"
        case .request: return "request"
        }
    }

    /// The node of a path. Steps go by id or number, vendors of `by` by name; what has a long form is seen in it.
    static func node(_ path: [String], in flow: YAMLNode) -> YAMLNode? {
        guard path.first == "steps", path.count > 1 else { return node(path[...], below: flow) }
        let steps = flow.member("steps")?.allSteps ?? []
        let named = steps.first { $0.member("id")?.text == path[1] }
        let number = Int(path[1]).flatMap { steps.indices.contains($0 - 1) ? steps[$0 - 1] : nil }
        return (named ?? number).flatMap { node(path[2...], below: $0) }
    }

    private static func node(_ path: ArraySlice<String>, below node: YAMLNode) -> YAMLNode? {
        var node = node
        var field = ""
        for name in path {
            if field == "by" {
                let items = node.items ?? [node]
                guard let own = items.compactMap({ $0.entry(name) }).first else { return nil }
                (node, field) = (own.value, "")
                continue
            }
            let long = node.inLongForm(of: field)
            let item = Int(name).flatMap { number in
                long.items.flatMap { $0.indices.contains(number - 1) ? $0[number - 1] : nil }
            }
            guard let next = item ?? long.member(name) else { return nil }
            (node, field) = (next, name)
        }
        return node
    }
}
