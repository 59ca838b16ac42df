public import Diagnostics
public import FlowIR
public import FlowSyntax
public import Vendors
import YAMLDecoding
public import YAMLTree

/// Compiles a flow's text into the program that a run follows.
///
/// ```swift
/// var findings = Findings()
/// let program = Compiler(packs: packs).compile(file, findings: &findings)
/// ```
///
/// All findings of a file are collected; a program comes back only when none of them is an error.
public struct Compiler: Sendable {
    public let packs: [String: Pack]
    /// All names that `vendors` may name, for help; not each of them has to be among ``packs``.
    public let packNames: [String]
    /// The flows that steps may name; `nil` when nobody knows which there are.
    public let flows: [FlowSignature]?

    public init(packs: [String: Pack], packNames: [String]? = nil, flows: [FlowSignature]? = nil) {
        self.packs = packs
        self.flows = flows
        self.packNames = packNames ?? packs.keys.sorted()
    }

    /// The packs that a flow's `vendors` name, in the flow and its profiles, before anything is compiled.
    public static func packNames(in flow: YAMLNode) -> [String] {
        let profiles = flow.member("profiles")?.entries?.map(\.value) ?? []
        let vendors = ([flow] + profiles).flatMap { $0.member("vendors")?.entries ?? [] }
        return Set(vendors.compactMap { $0.value.member("pack")?.text ?? $0.key.text }).sorted()
    }

    /// What lies over the flow as written.
    public struct Overrides: Sendable {
        public var profile: String?
        /// What somebody sets who has the flow's file in hand: a tree as a profile has it.
        public var settings: YAMLNode?
        /// The request's layer: a tree with `flags` and `steps`. It reaches what the flow opens to requests.
        public var request: YAMLNode?
        /// Where the profile was named, for a finding when there is none of that name; the flow when `nil`.
        public var profilePlace: Place?

        public init(
            profile: String? = nil, settings: YAMLNode? = nil, request: YAMLNode? = nil, profilePlace: Place? = nil
        ) {
            self.profile = profile
            self.settings = settings
            self.request = request
            self.profilePlace = profilePlace
        }

        var isEmpty: Bool { profile == nil && settings == nil && request == nil }
    }

    /// The program under these overrides. Without any, every profile is compiled as well, for its findings.
    public func compile(
        _ flow: YAMLNode, overrides: Overrides = Overrides(), findings: inout Findings
    ) -> FlowProgram? {
        var own = Findings()
        guard let layered = layered(LayeredFlow(flow), overrides: overrides, findings: &own) else {
            findings.merge(own)
            return nil
        }
        let facts = lower(layered.node, profile: overrides.profile, findings: &own)
        if overrides.isEmpty, let facts {
            var layers: [FlowFacts] = []
            for profile in profiles(of: flow, findings: &own) {
                let layered = Layer(.profile(profile.key.text ?? ""), profile.value).laid(over: flow, findings: &own)
                if let facts = lower(layered, profile: profile.key.text, findings: &own) { layers.append(facts) }
            }
            // A misspelt name reads nothing: what looks unused may be what it meant.
            if !own.hasErrors { Rules.check(RuleContext(flow: flow, facts: facts, profiles: layers), findings: &own) }
        }
        if own.hasErrors { own.tellOnce() }
        findings.merge(own)
        return own.hasErrors ? nil : facts?.lowering.program
    }

    /// A flow with these overrides over it; `nil`, with a finding, when it has no such profile.
    public func layered(
        _ flow: LayeredFlow, overrides: Overrides, findings: inout Findings
    ) -> LayeredFlow? {
        var layered = flow
        if let name = overrides.profile {
            let profiles = profiles(of: flow.node, findings: &findings)
            guard let profile = profiles.first(where: { $0.key.text == name }) else {
                findings.report(
                    .unknownProfile(
                        name, among: profiles.compactMap(\.key.text), at: overrides.profilePlace ?? flow.node.headPlace)
                )
                return nil
            }
            layered.lay(Layer(.profile(name), profile.value), findings: &findings)
        }
        if let request = overrides.request {
            layered.layRequest(request, alsoOpen: harmless(in: layered.node), findings: &findings)
        }
        if let settings = overrides.settings { layered.lay(Layer(.setting, settings), findings: &findings) }
        return layered
    }

    /// What packs open to requests at the steps of a flow: options that let nobody through.
    private func harmless(in flow: YAMLNode) -> [[String]] {
        let vendors = flow.member("vendors")
        return (flow.member("steps")?.allSteps ?? []).flatMap { step -> [[String]] in
            guard let id = step.member("id")?.text, let check = step.member("check")?.text,
                let by = step.member("by")
            else { return [] }
            // What all vendors of a step take for harmless: a request's option goes to each of them.
            let open = (by.items ?? [by]).map { item -> [String] in
                let account = item.text ?? item.entries?.first?.key.text ?? ""
                let pack = vendors?.member(account)?.member("pack")?.text ?? account
                return packs[pack]?.check(check)?.requestsMay ?? []
            }
            let shared = (open.first ?? []).filter { path in open.allSatisfy { $0.contains(path) } }
            return shared.map { ["steps", id, "options"] + $0.split(separator: ".").map(String.init) }
        }
    }

    private func lower(_ node: YAMLNode, profile: String?, findings: inout Findings) -> FlowFacts? {
        guard let tree = FlowReader.read(node, findings: &findings) else { return nil }
        var lowering = Lowering(tree: tree, of: node, packs: packs, packNames: packNames, flows: flows)
        lowering.lower(profile: profile)
        findings.merge(lowering.findings)
        let facts = FlowFacts(lowering)
        findings.merge(facts.findings)
        return facts
    }

    private func profiles(of flow: YAMLNode, findings: inout Findings) -> [YAMLEntry] {
        guard case .mapping(let entries) = flow.content,
            let profiles = entries.first(where: { $0.key.text == "profiles" })
        else { return [] }
        guard let record = Record(profiles.value, as: "`profiles`", findings: &findings) else { return [] }
        let isChosen = flow.entry("profile_by") != nil
        return record.entries.filter { entry in
            if case .mapping = entry.value.content { return true }
            if isChosen, entry.key.text == ProfileChoice.word { return false }
            findings.report(
                Finding(
                    "wrong-kind", "a profile is a map of what it changes", at: entry.value.place,
                    help: "write `\(entry.key.text ?? "name"): { flags: { … } }`"))
            return false
        }
    }
}

extension Finding {
    fileprivate static func unknownProfile(_ name: String, among names: [String], at place: Place) -> Finding {
        Finding(
            "unknown-profile", "the flow has no profile `\(name)`", at: place,
            help: nameHelp(for: name, in: names, known: "its profiles"), fix: .rename(name, in: names, at: place))
    }
}
