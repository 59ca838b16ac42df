import Diagnostics
import FlowCompiler
import FlowSyntax
import YAMLTree

extension Workspace {
    /// A flow, or a profile of one, that no scenario is about.
    mutating func checkScenarios() {
        // A note is for who has nothing to mend.
        guard !findings.hasErrors else { return }
        var cache: [String: [YAMLNode]] = [:]
        for flow in flows where !flow.flow.isEmpty {
            let folder = Input.folder(of: flow.file.path)
            let mine = scenarioFiles.filter { $0.flow == flow.flow }.map(\.node)
            let files = mine.isEmpty ? cache[folder] ?? scenarios(below: folder) : []
            if mine.isEmpty { cache[folder] = files }
            let about = mine + files.filter { $0.member("flow")?.text == flow.flow }
            guard !about.isEmpty else {
                findings.report(.noScenarios(flow.flow, at: flow.node.member("flow")?.place ?? flow.node.headPlace))
                continue
            }
            let said = about.flatMap { [$0.member("defaults")] + ($0.member("scenarios")?.items ?? []) }
            var unheard = Findings()
            let field = ProfileChoice(of: flow.node, findings: &unheard)?.field
            let played = said.compactMap { scenario in
                field.map { scenario?.member("applicant")?.member($0)?.text } ?? scenario?.member("profile")?.text
            }
            for entry in flow.node.member("profiles")?.entries ?? [] {
                guard let name = entry.key.text, !played.contains(name) else { continue }
                guard name != ProfileChoice.word else { continue }
                findings.report(.untriedProfile(name, chosenBy: field, at: entry.key.place))
            }
        }
    }

    /// Says of each flow that there was before whether its version tells the truth.
    mutating func compare(with path: String, packs: String?) throws(CommandFailure) {
        var before = try Workspace(packs: packs)
        try before.add(path)
        for flow in flows {
            guard let earlier = before.flows.last(where: { $0.flow == flow.flow }) else { continue }
            FlowHistory.check(flow.node, against: earlier.node, findings: &findings)
        }
    }

    /// Of files that were not taken in; scenarios that were are known.
    private func scenarios(below folder: String) -> [YAMLNode] {
        let taken = Set(files.map { FilePath.normal($0.file.path) })
        return Input.yamlFiles(below: folder).flatMap { path -> [YAMLNode] in
            guard !taken.contains(FilePath.normal(path)), let file = try? Input.file(path) else { return [] }
            var unseen = Findings()
            return YAMLReader.read(file, findings: &unseen).filter { $0.member("scenarios") != nil }
        }
    }
}

extension Finding {
    fileprivate static func noScenarios(_ flow: String, at place: Place) -> Finding {
        Finding(
            "no-scenarios", "no scenario plays `\(flow)`", at: place, severity: .note,
            help: "write a `scenarios.yaml` beside it; `trustflow dry-run` plays it without a vendor")
    }

    fileprivate static func untriedProfile(_ name: String, chosenBy field: String?, at place: Place) -> Finding {
        let how = field.map { "applicant: { \($0): \(name) }" } ?? "profile: \(name)"
        return Finding(
            "untried-profile", "no scenario plays profile `\(name)`", at: place, severity: .note,
            help: "add a scenario with `\(how)`")
    }
}
