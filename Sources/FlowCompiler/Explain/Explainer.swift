import FlowIR
public import FlowSyntax
import Vendors
import Vocabulary
import YAMLTree

extension Compiler {
    /// Where every value of a flow comes from.
    public func explanation(of flow: LayeredFlow) -> FlowExplanation {
        var explainer = Explainer(history: LayerHistory(stages: flow.stages), flow: flow.node, packs: packs)
        explainer.explain()
        return explainer.explanation
    }
}

/// Goes through a flow in the order of its text.
struct Explainer {
    let history: LayerHistory
    let flow: YAMLNode
    let packs: [String: Pack]
    var explanation = FlowExplanation()

    /// Layers, and what says which of them lies over the flow.
    private static let aside = ["profiles", "extends"]

    mutating func explain() {
        for entry in flow.entries ?? [] {
            guard let key = entry.key.text, !Self.aside.contains(key) else { continue }
            switch key {
            case "steps":
                for (index, step) in entry.value.allSteps.enumerated() {
                    explain(step, name: step.member("id")?.text ?? "\(index + 1)")
                }
            case "vendors": for vendor in entry.value.entries ?? [] { explainVendor(vendor) }
            default: walk(entry.value, [key])
            }
        }
    }

    /// A row for each value that is no map.
    mutating func walk(_ node: YAMLNode, _ path: [String]) {
        guard case .mapping(let entries) = node.content, !entries.isEmpty else { return add(path) }
        for entry in entries { walk(entry.value, path + [entry.key.text ?? ""]) }
    }

    /// A row of what the layers say, over what holds without them.
    mutating func add(_ path: [String], over more: [FlowExplanation.Source] = []) {
        let sources = history.sources(path) + more
        guard let first = sources.first else { return }
        explanation.rows.append(
            FlowExplanation.Row(
                path: path.joined(separator: "."), value: first, overrode: Array(sources.dropFirst())))
    }

    static func builtIn(_ text: String, _ layer: String = "built in") -> FlowExplanation.Source {
        FlowExplanation.Source(layer: layer, text: text)
    }

    private mutating func explainVendor(_ entry: YAMLEntry) {
        let name = entry.key.text ?? ""
        walk(entry.value, ["vendors", name])
        guard let pack = packs[entry.value.member("pack")?.text ?? name] else { return }
        for setting in pack.settings where entry.value.member(setting.name) == nil {
            guard let value = setting.defaultValue else { continue }
            add(
                ["vendors", name, setting.name],
                over: [Self.builtIn(String(decoding: JSONText.encode(value), as: UTF8.self), "pack \(pack.name)")])
        }
    }

    // MARK: Steps

    /// What holds other steps; they have rows of their own.
    private static let homes = ["steps", "parallel", "choose"]

    private mutating func explain(_ step: YAMLNode, name: String) {
        let path = ["steps", name]
        for entry in step.entries ?? [] {
            guard let key = entry.key.text else { continue }
            switch key {
            case "timeout", "retry", "on_exhausted": continue
            case "attempts": walk(entry.value.inLongForm(of: key), path + [key])
            case "by": explainVendors(entry.value, path + [key])
            case _ where Self.homes.contains(key):
                for inner in entry.value.entries ?? [] where inner.key.text != "steps" {
                    walk(inner.value, path + [key, inner.key.text ?? ""])
                }
                // The branches of `choose`.
                for (index, branch) in (entry.value.items ?? []).enumerated() where branch.member("when") != nil {
                    add(path + [key, "\(index + 1)", "when"])
                }
            default: walk(entry.value, path + [key])
            }
        }
        guard step.member("check") != nil else { return }
        explainCalls(of: step, path)
        if step.member("attempts") == nil { add(path + ["attempts", "max"], over: [Self.builtIn("1")]) }
        for cause in Cause.allCases {
            let otherwise = history.sources(path + ["on_exhausted", "otherwise"])
            add(
                path + ["on_exhausted", cause.rawValue],
                over: otherwise + [Self.builtIn(cause.defaultRemedy.rawValue)])
        }
    }

    private mutating func explainVendors(_ node: YAMLNode, _ path: [String]) {
        add(path)
        for vendor in (node.items ?? []).compactMap(\.entries?.first) {
            walk(vendor.value, path + [vendor.key.text ?? ""])
        }
    }

    // MARK: Calls

    private static let retryFields: [(name: String, builtIn: String?)] = {
        let standard = RetryEntry.standard
        let limit = standard.retryAfterLimit.map { "{ max: \($0) }" }
        return [
            ("on", "transient"), ("except", nil), ("calls", "\(standard.calls)"), ("initial", "\(standard.initial)"),
            (
                "multiplier",
                standard.multiplier == standard.multiplier.rounded()
                    ? "\(Int(standard.multiplier))" : "\(standard.multiplier)"
            ),
            ("cap", "\(standard.cap)"), ("jitter", standard.jitter.rawValue), ("deadline", nil),
            ("respect_retry_after", limit), ("on_lost", "incident"),
        ]
    }()

    private mutating func explainCalls(of step: YAMLNode, _ path: [String]) {
        let offered = timeout(of: step)
        add(path + ["timeout"], over: history.sources(["defaults", "timeout"]) + offered)
        var maps: [[String]] = []
        for place in [path + ["retry"], ["defaults", "retry"]] {
            guard let retry = LayerHistory.node(place, in: flow) else { continue }
            let long = retry.inLongForm(of: "retry")
            let policy = long.member("use")?.text
            if policy != nil { add(path + ["retry", "use"], over: history.sources(place + ["use"])) }
            let named = policy.flatMap { flow.member("policies")?.member($0) }
            if retry.items != nil || named?.items != nil {
                // A list stands alone.
                if retry.items != nil, maps.isEmpty {
                    add(path + ["retry"], over: history.sources(["defaults", "retry"]))
                }
                if maps.isEmpty { return }
                break
            }
            maps.append(place)
            if let policy { maps.append(["policies", policy]) }
        }
        for field in Self.retryFields {
            var sources = field.builtIn.map { [Self.builtIn($0)] } ?? []
            for map in maps.reversed() where map != path + ["retry"] {
                let layer = map[0] == "policies" ? "policy \(map[1])" : nil
                sources = history.sources(map + [field.name], as: layer) + sources
            }
            add(path + ["retry", field.name], over: sources)
        }
    }

    /// What the pack of the first vendor says of one call.
    private func timeout(of step: YAMLNode) -> [FlowExplanation.Source] {
        let first = step.member("by").flatMap { $0.items?.first ?? $0 }
        guard let vendor = first.flatMap({ $0.text ?? $0.entries?.first?.key.text }),
            let check = step.member("check")?.text,
            let pack = packs[flow.member("vendors")?.member(vendor)?.member("pack")?.text ?? vendor],
            let offer = pack.offer(check)
        else { return [] }
        return [Self.builtIn("\(offer.operation.timeout)", "pack \(pack.name)")]
    }
}
