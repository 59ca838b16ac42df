public import Diagnostics
public import FlowIR
import FlowSyntax
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
        /// The request's layer: a tree with `flags` and `steps`.
        public var request: YAMLNode?
        /// Where the profile was named, for a finding when there is none of that name; the flow when `nil`.
        public var profilePlace: Place?

        public init(profile: String? = nil, request: YAMLNode? = nil, profilePlace: Place? = nil) {
            self.profile = profile
            self.request = request
            self.profilePlace = profilePlace
        }
    }

    /// The program under these overrides. Without any, every profile is compiled as well, for its findings.
    public func compile(
        _ flow: YAMLNode, overrides: Overrides = Overrides(), findings: inout Findings
    ) -> FlowProgram? {
        let profiles = profiles(of: flow, findings: &findings)
        var own = Findings()
        var layered = flow
        if let name = overrides.profile {
            guard let profile = profiles.first(where: { $0.key.text == name }) else {
                findings.report(
                    .unknownProfile(
                        name, among: profiles.compactMap(\.key.text), at: overrides.profilePlace ?? flow.headPlace))
                return nil
            }
            layered = Layer(.profile(name), profile.value).laid(over: layered, findings: &own)
        }
        if let request = overrides.request {
            layered = Layer(.request, request).laid(over: layered, findings: &own)
        }
        let facts = lower(layered, profile: overrides.profile, findings: &own)
        if overrides.profile == nil, overrides.request == nil, let facts {
            var layers: [FlowFacts] = []
            for profile in profiles {
                let layered = Layer(.profile(profile.key.text ?? ""), profile.value).laid(over: flow, findings: &own)
                if let facts = lower(layered, profile: profile.key.text, findings: &own) { layers.append(facts) }
            }
            // A misspelt name reads nothing: what looks unused may be what it meant.
            if !own.hasErrors { Rules.check(RuleContext(flow: flow, facts: facts, profiles: layers), findings: &own) }
        }
        findings.merge(own)
        return own.hasErrors ? nil : facts?.lowering.program
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
        return record.entries.filter { entry in
            if case .mapping = entry.value.content { return true }
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
