public import Diagnostics
import YAMLDecoding
public import YAMLTree

/// A partial flow that is laid over another: a flow over the one that it extends, a profile, or what a request sets.
///
/// `steps` is a map by id in every layer, however deep the step lies. A map merges key by key into the long form of what
/// is there; a scalar or a list replaces it whole. What a layer does not name stays. Whatever lays something over
/// something does it here.
public struct Layer: Sendable {
    public enum Origin: Hashable, Sendable {
        /// A flow over the one that it `extends`.
        case flow
        case profile(String)
        /// `--set`, by somebody who has the flow's file in hand.
        case setting
        /// Values of a request are literals: `${` in them is text. It reaches what the flow lists under `overridable`.
        case request
    }

    public var origin: Origin
    public var node: YAMLNode
    /// What the flow opens to requests; of use only to one.
    var open = Overridable()

    public init(_ origin: Origin, _ node: YAMLNode) {
        self.origin = origin
        self.node = node
    }

    static let keys = FlowForms.layer.names
    static let requestKeys = ["flags", "steps"]
    /// What a flow that extends another says of itself.
    private static let own: Set<String> = ["flow", "version", "title"]

    /// The flow with this layer over it.
    public func laid(over flow: YAMLNode, findings: inout Findings) -> YAMLNode {
        guard case .mapping(let entries) = node.content else { return flow }
        var flow = flow
        if origin == .flow { flow.place = node.place }
        for entry in entries {
            guard let key = entry.key.text, isAllowed(key, entry, over: flow, findings: &findings) else { continue }
            let base = flow.member(key)
            switch key {
            case "extends": continue
            case "steps": flow.set(key, layingSteps(entry.value, over: base, findings: &findings))
            case "flags": flow.set(key, layingFlags(entry.value, over: flow.entry(key), findings: &findings))
            case "status" where origin == .flow: flow.set(key, entry.value, key: entry.key)
            case "invariants" where origin == .flow: flow.set(key, base?.adding(entry.value) ?? entry.value)
            default: flow.set(key, Self.merged(base, entry.value, of: key), key: entry.key)
            }
        }
        return flow
    }

    private func isAllowed(_ key: String, _ entry: YAMLEntry, over flow: YAMLNode, findings: inout Findings) -> Bool {
        switch origin {
        case .flow:
            guard key == "applicant", let base = flow.entry(key) else { return true }
            findings.report(.applicantInherited(at: entry.key.place, base: base.key.place))
            return false
        case .profile, .setting:
            if Self.keys.contains(key) { return true }
            findings.report(.notInLayer(key, allowed: Self.keys, origin: origin, at: entry.key.place))
        case .request:
            if Self.requestKeys.contains(key) { return true }
            findings.report(.notInLayer(key, allowed: Self.requestKeys, origin: origin, at: entry.key.place))
        }
        return false
    }

    // MARK: Flags

    /// A flag's value in a layer is its new default.
    private func layingFlags(_ layer: YAMLNode, over flags: YAMLEntry?, findings: inout Findings) -> YAMLNode? {
        guard case .mapping(let entries) = layer.content else {
            findings.report(.layerNeedsAMap("`flags`", at: layer.place))
            return flags?.value
        }
        guard var declarations = flags?.value, case .mapping(let declared) = declarations.content else {
            for entry in entries { findings.report(.unknownFlag(entry.key.text ?? "", among: [], at: entry.key.place)) }
            return flags?.value
        }
        for entry in entries {
            guard let name = entry.key.text, var declaration = declarations.member(name) else {
                let names = declared.compactMap(\.key.text)
                findings.report(
                    .unknownFlag(
                        entry.key.text ?? "", among: names, at: entry.key.place,
                        base: origin == .flow ? flags?.key.place : nil))
                continue
            }
            if origin == .request,
                !open.admits(["flags", name], entry.value, key: entry.key.place, findings: &findings)
            {
                continue
            }
            declaration.set("default", entry.value)
            declarations.set(name, declaration)
        }
        return declarations
    }

    // MARK: Merging

    /// What is there with a layer's value over it, in its long form where the layer has a map.
    ///
    /// - Parameter field: of a step, or of the flow; what is inside one has no long form.
    static func merged(_ base: YAMLNode?, _ value: YAMLNode, of field: String = "") -> YAMLNode {
        if field == "by" { return base.map { vendors($0, value) } ?? value }
        if field == "options", let base, let list = keyed(base, value) { return list }
        guard let base = long(base, of: field), case .mapping = base.content, case .mapping(let entries) = value.content
        else { return value }
        var merged = base
        for entry in entries {
            guard let key = entry.key.text else { continue }
            let field = field == "defaults" ? key : field == "options" ? field : ""
            merged.set(key, Self.merged(base.member(key), entry.value, of: field), key: entry.key)
        }
        return merged
    }

    /// A vendor's list whose items have a `key`, with a map by that key over it: what it names changes, all else stays.
    private static func keyed(_ base: YAMLNode, _ value: YAMLNode) -> YAMLNode? {
        guard case .sequence(var items) = base.content, case .mapping(let entries) = value.content,
            items.allSatisfy({ $0.member("key") != nil })
        else { return nil }
        for entry in entries {
            guard let index = items.firstIndex(where: { $0.member("key")?.text == entry.key.text }) else {
                // A new one says its own key, so that the contract can be asked about it.
                var item = entry.value
                item.set("key", entry.key)
                items.append(item)
                continue
            }
            items[index] = merged(items[index], entry.value, of: "options")
        }
        return YAMLNode(content: .sequence(items), place: base.place)
    }

    /// The member that a scalar stands for, where a map may be laid over it.
    private static let longForms = ["attempts": "max", "on_exhausted": "otherwise", "retry": "use"]

    /// `attempts: 3` as `attempts: { max: 3 }`.
    static func long(_ node: YAMLNode?, of field: String) -> YAMLNode? {
        guard let node, case .scalar = node.content, let member = longForms[field] else { return node }
        let key = YAMLNode(scalar: member, at: node.place)
        return YAMLNode(content: .mapping([YAMLEntry(key: key, value: node)]), place: node.place)
    }

    /// A list of vendors replaces the list; one that stays keeps what was said of it alone.
    private static func vendors(_ base: YAMLNode, _ layer: YAMLNode) -> YAMLNode {
        let said = (base.items ?? [base]).compactMap(\.entries).filter { $0.count == 1 }.flatMap(\.self)
        func item(_ item: YAMLNode) -> YAMLNode {
            let name = item.text ?? item.entries?.first?.key.text
            guard let known = said.first(where: { $0.key.text == name }) else { return item }
            guard let own = item.entries?.first else {
                return YAMLNode(content: .mapping([YAMLEntry(key: item, value: known.value)]), place: item.place)
            }
            var whole = item
            // What is said of one vendor has the shape of `defaults`.
            whole.set(name ?? "", merged(known.value, own.value, of: "defaults"))
            return whole
        }
        guard !said.isEmpty else { return layer }
        guard let items = layer.items else { return item(layer) }
        var whole = layer
        whole.content = .sequence(items.map(item))
        return whole
    }
}

extension YAMLNode {
    /// `attempts: 3` as `attempts: { max: 3 }`, for a field that has a long form.
    public func inLongForm(of field: String) -> YAMLNode { Layer.long(self, of: field) ?? self }
}
