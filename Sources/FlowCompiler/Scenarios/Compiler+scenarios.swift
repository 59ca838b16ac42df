public import Diagnostics
import ExpressionSyntax
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
        isOfScenarios(document) ? document.member("flow")?.text : nil
    }

    /// Whether a document holds scenarios, were it under a misspelt key.
    public static func isOfScenarios(_ document: YAMLNode) -> Bool {
        if document.member("scenarios") != nil { return true }
        let keys = (document.entries ?? []).compactMap(\.key.text)
        guard !keys.contains("steps"), !keys.contains("status") else { return false }
        return keys.contains {
            $0 != "scenarios" && closest(to: $0, in: ["scenarios", "flow", "defaults"]) == "scenarios"
        }
    }

    /// Reads a scenario file against its flow. A scenario with errors is left out.
    ///
    /// What a scenario does not say comes from the one that it is `like`, then from the file's `defaults`.
    ///
    /// - Parameters:
    ///   - profile: In place of the profile that scenarios name.
    ///   - settings: A map with `flags` and `steps`, laid over the flow in every scenario.
    public func scenarios(
        _ document: YAMLNode, of flow: YAMLNode, profile: String? = nil, under settings: YAMLNode? = nil,
        findings: inout Findings
    ) -> [ScenarioCase] {
        guard
            let file = Record(
                document, as: "a scenario file", keys: ScenarioForms.file.names, findings: &findings),
            let items = file["scenarios"]?.value.list("`scenarios`", findings: &findings)
        else { return [] }
        // What all scenarios begin with has to be there before anything is said of them.
        if file.isMisspelt("defaults") { return [] }
        if let defaults = file["defaults"]?.value {
            var own = Findings()
            _ = Record(defaults, as: "`defaults`", keys: ScenarioForms.scenario.names, findings: &own)
            findings.merge(own)
            if own.hasErrors { return [] }
        }
        var layers = ScenarioLayers(defaults: file["defaults"]?.value)
        var cases: [ScenarioCase] = []
        var rules = ScenarioRules()
        for item in items {
            guard let (name, node) = layers.resolve(item, findings: &findings) else { continue }
            let choice = Choice(profile: profile, settings: settings)
            let whole = node.leavingOut(flagsOf: settings)
            if let prepared = prepare(whole, name: name, choice, at: item, of: flow, findings: &findings) {
                cases.append(prepared)
                rules.check(whole, of: item, prepared.program, findings: &findings)
            }
        }
        return cases
    }

    /// What the command line says for all scenarios.
    private struct Choice {
        var profile: String?
        var settings: YAMLNode?
    }

    private func prepare(
        _ node: YAMLNode, name: String, _ choice: Choice, at item: YAMLNode, of flow: YAMLNode,
        findings: inout Findings
    ) -> ScenarioCase? {
        var own = Findings()
        defer { findings.merge(own) }
        let named = choice.profile ?? node.member("profile")?.string("the profile", findings: &own)
        let namedAt = choice.profile == nil ? node.member("profile")?.place : nil
        guard let profile = profile(of: flow, for: node, named: named, at: namedAt ?? item.headPlace, findings: &own)
        else { return nil }
        let overrides = Overrides(
            profile: profile.name, settings: choice.settings,
            request: node.entry("steps").map { YAMLNode(content: .mapping([$0]), place: node.place) },
            profilePlace: namedAt)
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
        let waits = node.member("script")?.items?.contains { $0.entry("until") != nil } == true
        let names = waits ? watched(flow, overrides) : ExpressionEnvironment()
        var reader = ScenarioReader(program: program, packs: packs, names: names)
        let scenario = reader.scenario(node, name: name, at: item.headPlace)
        own.merge(reader.findings)
        return own.hasErrors ? nil : ScenarioCase(scenario: scenario, program: program, media: reader.media)
    }
}

extension Compiler {
    /// What `until` may name: what rules and invariants may, and what can be seen of a run from outside.
    private func watched(_ flow: YAMLNode, _ overrides: Overrides) -> ExpressionEnvironment {
        var unheard = Findings()
        guard let layered = layered(LayeredFlow(flow), overrides: overrides, findings: &unheard),
            let tree = FlowReader.read(layered.node, findings: &unheard)
        else { return ExpressionEnvironment() }
        let lowering = Lowering(tree: tree, of: layered.node, packs: packs, packNames: packNames, flows: flows)
        var names = lowering.environments.invariants
        names.declare("waiting_on", .string)
        names.declare("incident", .bool)
        return names
    }

    /// The profile that a scenario runs under; `nil`, with a finding, when it cannot have the one that it names.
    private func profile(
        of flow: YAMLNode, for scenario: YAMLNode, named: String?, at place: Place, findings: inout Findings
    ) -> (name: String?, isChosen: Bool)? {
        // What is wrong with it is said where the flow is read.
        var unheard = Findings()
        guard let choice = ProfileChoice(of: flow, findings: &unheard) else { return (named, false) }
        let given = scenario.member("applicant")?.member(choice.field)
        let chosen = choice.chosen(by: given?.text)
        let why = "by `applicant.\(choice.field)`"
        let related = given.map { [Finding.Related("chosen by this", at: $0.place)] } ?? []
        switch chosen {
        case .refused:
            findings.report(
                Finding(
                    "no-profile", "no run is started: the flow has no profile \(why)", at: given?.place ?? place,
                    help: "give a value that a profile is named after"))
            return nil
        case .base where named == nil: return (nil, true)
        case .profile(let name) where named == nil || named == name: return (name, true)
        case .base, .profile:
            let right = chosen == .base ? "none" : "another"
            findings.report(
                Finding(
                    "profile-mismatch", "the profile is chosen \(why), and it is \(right)", at: place,
                    help: "leave `profile` out", related: related))
            return nil
        }
    }
}

extension YAMLNode {
    /// A scenario without its flags that somebody sets over it.
    fileprivate func leavingOut(flagsOf settings: YAMLNode?) -> YAMLNode {
        guard let set = settings?.member("flags")?.entries?.map(\.key.text), !set.isEmpty,
            case .mapping(var entries) = content, let index = entries.firstIndex(where: { $0.key.text == "flags" }),
            case .mapping(let flags) = entries[index].value.content
        else { return self }
        entries[index].value.content = .mapping(flags.filter { !set.contains($0.key.text) })
        var node = self
        node.content = .mapping(entries)
        return node
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
                let keys = Record(item, as: "a scenario", keys: ScenarioForms.scenario.names, findings: &findings)
                if keys?.isMisspelt("name") != true {
                    findings.report(
                        Finding(
                            "missing-key", "a scenario needs a `name`", at: item.headPlace,
                            help: "add `name: …`, such as `name: a clean applicant is verified`"))
                }
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
