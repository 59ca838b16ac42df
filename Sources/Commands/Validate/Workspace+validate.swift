import Diagnostics
import FindingPages
import FlowCompiler
import PackCompiler
import Vocabulary
import YAMLTree

/// What was looked at: `2 flows, 5 scenarios, 1 pack`.
struct ValidationCounts: CustomStringConvertible {
    var flows = 0
    var scenarios = 0
    var packs = 0

    var description: String {
        [(flows, "flow"), (scenarios, "scenario"), (packs, "pack")]
            .filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
            .joined(separator: ", ")
    }
}

extension Workspace {
    /// Compiles all that was taken in; what is wrong is among the findings then.
    mutating func validate() -> ValidationCounts {
        var counts = ValidationCounts()
        for pack in packs {
            counts.packs += 1
            _ = library.pack(pack.name, findings: &findings)
        }
        counts.flows = flows.count
        // That a parent is not there was said.
        let work = flows.filter { $0.layers != nil }.map { (compiler(for: $0.node), $0.node) }
        for own in Parallel.map(work, { compiler, node in Self.findings(of: node, compiler) }) { findings.merge(own) }
        checkNames()
        for file in scenarioFiles {
            let name = file.node.entry("flow")
            guard let flow = flow(named: file.flow, near: file.file.path) else {
                if name != nil, isSomethingBroken { continue }
                findings.report(
                    Finding(
                        "unknown-flow",
                        name == nil
                            ? "the file does not say which flow its scenarios are about"
                            : "there is no flow `\(file.flow)`",
                        at: name?.value.place ?? file.node.headPlace,
                        help: name == nil
                            ? misspeltFlow(in: file.node) ?? "begin with `flow: name`"
                            : "it is looked for beside this file, one folder up, and in `Flows` there"))
                continue
            }
            guard flow.layers != nil else { continue }
            let cases = compiler(for: flow.node).scenarios(file.node, of: flow.node, findings: &findings)
            counts.scenarios += cases.count
            for prepared in cases { checkMedia(prepared) }
        }
        checkScenarios()
        let codes = FindingPages.all.map(\.code)
        for text in files { Silences(text.file, documents: text.documents).apply(to: &findings, known: codes) }
        return counts
    }

    private static func findings(of flow: YAMLNode, _ compiler: Compiler) -> Findings {
        var own = Findings()
        _ = compiler.compile(flow, findings: &own)
        return own
    }

    private func misspeltFlow(in scenarios: YAMLNode) -> String? {
        let keys = (scenarios.entries ?? []).compactMap(\.key.text)
        return keys.first { closest(to: $0, in: ["flow"]) != nil }.map { "did you mean `flow`? it is written `\($0)`" }
    }

    private mutating func checkNames() {
        var first: [String: Document] = [:]
        for flow in flows where !flow.flow.isEmpty {
            let key = flow.flow + "@" + (flow.node.member("version")?.text ?? "")
            if let other = first[key] {
                findings.report(
                    Finding(
                        "duplicate-flow", "there are two flows `\(flow.flow)` of this version",
                        at: flow.node.member("flow")?.place ?? flow.node.headPlace,
                        help: "raise `version`, or rename one",
                        related: [.init("the other", at: other.node.member("flow")?.place ?? other.node.headPlace)]))
            }
            first[key] = first[key] ?? flow
        }
    }

    private mutating func checkMedia(_ prepared: ScenarioCase) {
        for capture in prepared.media.values.sorted(by: { $0.place.range.lowerBound < $1.place.range.lowerBound }) {
            do throws(PhotoFile.Problem) {
                _ = try PhotoFile(path: capture.path, wants: capture.kind.name)
            } catch {
                findings.report(Finding(error.code, error.message, at: capture.place, help: error.help))
            }
        }
    }
}
