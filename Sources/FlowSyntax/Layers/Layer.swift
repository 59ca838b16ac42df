public import Diagnostics
public import YAMLTree

/// A partial flow that is laid over another: a profile, or what a request sets.
///
/// `steps` is a map by id in every layer. A map merges key by key into the long form of what is there; a scalar or a list
/// replaces it whole. What a layer does not name stays.
public struct Layer: Sendable {
    public enum Origin: Hashable, Sendable {
        case profile(String)
        /// Values of a request are literals: `${` in them is text.
        case request
    }

    public var origin: Origin
    public var node: YAMLNode

    public init(_ origin: Origin, _ node: YAMLNode) {
        self.origin = origin
        self.node = node
    }

    private static let keys = ["flags", "vendors", "defaults", "steps", "metadata", "expires_after"]
    private static let requestKeys = ["flags", "steps"]
    private static let fixed: Set<String> = ["id", "check", "decide", "collect", "choose", "parallel", "steps"]
    private static let beyondRequests: Set<String> = [
        "when", "by", "verdict", "on_exhausted", "wait", "review", "from",
    ]
    /// The member that a scalar stands for, where a map may be laid over it.
    private static let longForms = ["attempts": "max", "on_exhausted": "otherwise"]

    /// The flow with this layer over it.
    public func laid(over flow: YAMLNode, findings: inout Findings) -> YAMLNode {
        guard case .mapping(let entries) = node.content else { return flow }
        var flow = flow
        for entry in entries {
            guard let key = entry.key.text else { continue }
            let allowed = origin == .request ? Self.requestKeys : Self.keys + FlowReader.laterKeys
            guard allowed.contains(key) else {
                let known = origin == .request ? Self.requestKeys : Self.keys
                findings.report(.notInLayer(key, allowed: known, origin: origin, at: entry.key.place))
                continue
            }
            switch key {
            case "steps": flow.set("steps", layingSteps(entry.value, over: flow.member("steps"), findings: &findings))
            case "flags": flow.set("flags", layingFlags(entry.value, over: flow.member("flags"), findings: &findings))
            default: flow.set(key, flow.member(key)?.merging(entry.value) ?? entry.value, key: entry.key)
            }
        }
        return flow
    }

    private func layingSteps(_ layer: YAMLNode, over steps: YAMLNode?, findings: inout Findings) -> YAMLNode? {
        guard var steps, case .sequence = steps.content else { return steps }
        guard case .mapping(let entries) = layer.content else {
            findings.report(.stepsAreAMap(at: layer.place))
            return steps
        }
        for entry in entries {
            guard let id = entry.key.text else { continue }
            guard case .mapping(let fields) = entry.value.content else {
                findings.report(.layerNeedsAMap("step `\(id)`", at: entry.value.place))
                continue
            }
            let isFound = steps.editStep(id) { step in
                for field in fields { lay(field, over: &step, findings: &findings) }
            }
            if !isFound { findings.report(.unknownStep(id, among: steps.stepIDs, at: entry.key.place)) }
        }
        return steps
    }

    private func lay(_ field: YAMLEntry, over step: inout YAMLNode, findings: inout Findings) {
        guard let name = field.key.text else { return }
        if Self.fixed.contains(name) {
            findings.report(.fixedField(name, at: field.key.place))
        } else if origin == .request, Self.beyondRequests.contains(name) {
            findings.report(.beyondRequests(name, at: field.key.place))
        } else {
            let value = origin == .request ? field.value.escapingTemplates : field.value
            let base = Self.long(step.member(name), of: name)
            step.set(name, base?.merging(value) ?? value, key: field.key)
        }
    }

    /// A flag's value in a layer is its new default.
    private func layingFlags(_ layer: YAMLNode, over flags: YAMLNode?, findings: inout Findings) -> YAMLNode? {
        guard case .mapping(let entries) = layer.content else {
            findings.report(.layerNeedsAMap("`flags`", at: layer.place))
            return flags
        }
        guard var flags, case .mapping(let declared) = flags.content else {
            for entry in entries { findings.report(.unknownFlag(entry.key.text ?? "", among: [], at: entry.key.place)) }
            return flags
        }
        for entry in entries {
            guard let name = entry.key.text, var declaration = flags.member(name) else {
                let names = declared.compactMap(\.key.text)
                findings.report(.unknownFlag(entry.key.text ?? "", among: names, at: entry.key.place))
                continue
            }
            declaration.set("default", entry.value)
            flags.set(name, declaration)
        }
        return flags
    }

    private static func long(_ node: YAMLNode?, of field: String) -> YAMLNode? {
        guard let node, case .scalar = node.content, let member = longForms[field] else { return node }
        let key = YAMLNode(scalar: member, at: node.place)
        return YAMLNode(content: .mapping([YAMLEntry(key: key, value: node)]), place: node.place)
    }
}

extension Finding {
    fileprivate static func notInLayer(_ key: String, allowed: [String], origin: Layer.Origin, at place: Place)
        -> Finding
    {
        let what = origin == .request ? "a request" : "a profile"
        return Finding(
            "not-overridable", "\(what) cannot set `\(key)`", at: place,
            help: "it may set \(allowed.map { "`\($0)`" }.joined(separator: ", "))")
    }

    fileprivate static func stepsAreAMap(at place: Place) -> Finding {
        Finding(
            "wrong-kind", "`steps` of a layer is a map by step id", at: place,
            help: "write `steps: { aml: { by: idmeta } }`")
    }

    fileprivate static func layerNeedsAMap(_ what: String, at place: Place) -> Finding {
        Finding(
            "wrong-kind", "\(what) of a layer is a map of what to change", at: place,
            help: "write a map that names only what changes")
    }

    fileprivate static func unknownStep(_ id: String, among ids: [String], at place: Place) -> Finding {
        Finding(
            "unknown-step", "`\(id)` is no step of this flow", at: place, label: "no such step",
            help: nameHelp(for: id, in: ids, known: "its steps"), fix: .rename(id, in: ids, at: place))
    }

    fileprivate static func unknownFlag(_ name: String, among names: [String], at place: Place) -> Finding {
        Finding(
            "unknown-flag", "`\(name)` is no flag of this flow", at: place,
            help: nameHelp(for: name, in: names, known: "its flags"), fix: .rename(name, in: names, at: place))
    }

    fileprivate static func fixedField(_ name: String, at place: Place) -> Finding {
        Finding(
            "not-overridable", "a step's `\(name)` never changes by an override", at: place,
            help: "write a step of its own, or another flow")
    }

    fileprivate static func beyondRequests(_ name: String, at place: Place) -> Finding {
        Finding(
            "not-overridable", "a request cannot set a step's `\(name)`", at: place,
            help: "it decides who is let through; put it into a profile of the flow")
    }
}
