import Diagnostics
public import YAMLTree

extension Layer {
    /// What makes a step the step that it is.
    static let fixed: Set<String> = [
        "id", "check", "decide", "act", "collect", "parallel", "choose", "each", "flow", "steps",
    ]

    func layingSteps(_ layer: YAMLNode, over steps: YAMLNode?, findings: inout Findings) -> YAMLNode? {
        guard var steps, case .sequence = steps.content else { return steps }
        guard case .mapping(let entries) = layer.content else {
            findings.report(.stepsAreAMap(at: layer.place))
            return steps
        }
        for entry in entries {
            guard let id = entry.key.text else { continue }
            let found = steps.editStep(id) { step in lay(entry, over: &step, findings: &findings) }
            if !found {
                let base = origin == .flow ? steps.headPlace : nil
                findings.report(.unknownStep(id, among: steps.stepIDs, at: entry.key.place, base: base))
            }
        }
        return steps
    }

    private func lay(_ entry: YAMLEntry, over step: inout YAMLNode, findings: inout Findings) {
        let id = entry.key.text ?? ""
        guard case .mapping(let fields) = entry.value.content else {
            findings.report(.layerNeedsAMap("step `\(id)`", at: entry.value.place))
            return
        }
        for field in fields {
            guard let name = field.key.text else { continue }
            if Self.fixed.contains(name) {
                let base = origin == .flow ? step.entry(name)?.key.place : nil
                findings.report(.fixedField(name, at: field.key.place, base: base))
                continue
            }
            var value = field.value
            if origin == .request {
                let path = ["steps", id, name]
                guard open.admits(path, value, key: field.key.place, findings: &findings) else { continue }
                value = value.escapingTemplates
            }
            if name == "options" {
                step.set("by", Self.options(value, key: field.key, of: step.member("by")))
            } else {
                step.set(name, Self.merged(step.member(name), value, of: name), key: field.key)
            }
        }
    }

    /// A vendor's own switches stand under the vendor; a layer names them at the step.
    private static func options(_ options: YAMLNode, key: YAMLNode, of vendors: YAMLNode?) -> YAMLNode? {
        guard let vendors else { return nil }
        let items = (vendors.items ?? [vendors]).map { item -> YAMLNode in
            let name = item.entries?.first?.key ?? item
            var settings =
                item.entries?.first?.value ?? YAMLNode(content: .mapping([]), place: item.place)
            settings.set("options", merged(settings.member("options"), options, of: "options"), key: key)
            return YAMLNode(content: .mapping([YAMLEntry(key: name, value: settings)]), place: item.place)
        }
        return YAMLNode(content: .sequence(items), place: vendors.place)
    }
}

extension YAMLNode {
    /// The steps of a list of steps with those inside them, in the order of the text.
    public var allSteps: [YAMLNode] { (items ?? []).flatMap { [$0] + $0.innerSteps } }

    private var innerSteps: [YAMLNode] {
        ["steps", "parallel", "choose", "otherwise"].flatMap { home -> [YAMLNode] in
            guard let inner = member(home) else { return [] }
            // The branches of `choose` are no steps, but hold some.
            if home == "choose" { return (inner.items ?? []).flatMap(\.innerSteps) }
            return inner.items == nil ? inner.innerSteps : inner.allSteps
        }
    }

    /// A list with the items of another one behind.
    func adding(_ other: YAMLNode) -> YAMLNode {
        guard case .sequence(let items) = content, case .sequence(let more) = other.content else { return other }
        var whole = self
        whole.content = .sequence(items + more)
        return whole
    }
}
