public import Diagnostics
import Expressions
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSyntax
import YAMLDecoding
public import YAMLTree

extension Compiler {
    /// The flow that a scenario file is about; `nil` for a document that is none.
    public static func flowName(ofScenarios document: YAMLNode) -> String? {
        document.member("scenarios") == nil ? nil : document.member("flow")?.text
    }

    /// Reads a scenario file against its flow. A scenario with errors is left out.
    ///
    /// What a scenario does not say comes from the one that it is `like`, then from the file's `defaults`.
    ///
    /// - Parameters:
    ///   - profile: In place of the profile that scenarios name.
    ///   - layer: A map with `flags` and `steps`, laid over every scenario.
    public func scenarios(
        _ document: YAMLNode, of flow: YAMLNode, profile: String? = nil, over layer: YAMLNode? = nil,
        findings: inout Findings
    ) -> [ScenarioCase] {
        guard
            let file = Record(
                document, as: "a scenario file", keys: ["flow", "defaults", "scenarios"], findings: &findings),
            let items = file["scenarios"]?.value.list("`scenarios`", findings: &findings)
        else { return [] }
        var layers = ScenarioLayers(defaults: file["defaults"]?.value)
        var cases: [ScenarioCase] = []
        var rules = ScenarioRules()
        for item in items {
            guard let (name, node) = layers.resolve(item, findings: &findings) else { continue }
            let whole = layer.map { node.merging($0) } ?? node
            if let prepared = prepare(whole, name: name, profile, at: item, of: flow, findings: &findings) {
                cases.append(prepared)
                rules.check(whole, of: item, prepared.program, findings: &findings)
            }
        }
        return cases
    }

    private func prepare(
        _ node: YAMLNode, name: String, _ profile: String?, at item: YAMLNode, of flow: YAMLNode,
        findings: inout Findings
    ) -> ScenarioCase? {
        var own = Findings()
        defer { findings.merge(own) }
        let overrides = Overrides(
            profile: profile ?? node.member("profile")?.string("the profile", findings: &own),
            request: node.entry("steps").map { YAMLNode(content: .mapping([$0]), place: node.place) },
            profilePlace: profile == nil ? node.member("profile")?.place : nil)
        // What is wrong with the flow itself was said where the flow was read, but it was not read with this profile.
        var flows = Findings()
        let program = compile(flow, overrides: overrides, findings: &flows)
        for finding in flows.all where finding.place.file === node.place.file || finding.code == "unknown-profile" {
            own.report(finding)
        }
        guard let program else {
            if !flows.all.contains(where: { $0.place.file !== node.place.file && $0.severity == .error }),
                !own.hasErrors
            {
                own.report(
                    Finding(
                        "flow-broken", "the flow does not compile under this scenario", at: item.headPlace,
                        help: "run `trustflow validate` on the flow first"))
            }
            return nil
        }
        var reader = ScenarioReader(program: program, packs: packs)
        let scenario = reader.scenario(node, name: name, at: item.headPlace)
        own.merge(reader.findings)
        return own.hasErrors ? nil : ScenarioCase(scenario: scenario, program: program, media: reader.media)
    }
}

/// What scenarios take over: the file's defaults, and `like` another one above.
private struct ScenarioLayers {
    var defaults: YAMLNode?
    private var earlier: [String: YAMLNode] = [:]

    init(defaults: YAMLNode?) { self.defaults = defaults }

    mutating func resolve(_ item: YAMLNode, findings: inout Findings) -> (String, YAMLNode)? {
        guard case .mapping = item.content else {
            findings.report(Finding("wrong-kind", "a scenario is a map", at: item.place, help: "write `- name: …`"))
            return nil
        }
        guard let named = item.member("name"), let name = named.string("the name", findings: &findings) else {
            if item.member("name") == nil {
                findings.report(
                    Finding(
                        "missing-key", "a scenario needs a `name`", at: item.headPlace,
                        help: "add `name: …`, such as `name: a clean applicant is verified`"))
            }
            return nil
        }
        guard earlier[name] == nil else {
            findings.report(
                Finding("duplicate-name", "there are two scenarios `\(name)`", at: named.place, help: "rename one"))
            return nil
        }
        var base = defaults ?? YAMLNode(content: .mapping([]), place: item.place)
        if let like = item.member("like"), let other = like.string("`like`", findings: &findings) {
            guard let found = earlier[other] else {
                findings.report(
                    Finding(
                        "unknown-scenario", "no scenario above is called `\(other)`", at: like.place,
                        help: nameHelp(for: other, in: earlier.keys.sorted(), known: "the scenarios above")
                            ?? "a scenario is `like` one that stands above it",
                        fix: .rename(other, in: earlier.keys.sorted(), at: like.place)))
                return nil
            }
            base = found
        }
        let whole = base.merging(item)
        earlier[name] = whole
        return (name, whole)
    }
}
