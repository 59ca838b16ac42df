import Diagnostics
import FlowCompiler
import FlowIR
import FlowSamples
import FlowScenarios
import FlowSimulator
import FlowSyntax
import Foundation
import PackCompiler
import Testing
import Vendors
import YAMLTree

/// The flows that come with the product, with their scenarios.
enum Examples {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Example: Sendable, CustomTestStringConvertible {
        var file: String
        var prepared: ScenarioCase
        var testDescription: String { "\(file): \(prepared.scenario.name)" }

        func run(seed: UInt64 = 1) throws -> DryRun.Report {
            let program = prepared.program
            let packs = try Examples.compiler.packs
            let byName = Dictionary(
                uniqueKeysWithValues: program.vendors.compactMap { use in
                    packs[use.pack].map { (use.name, $0) }
                })
            var run = DryRun(program, packs: byName, scenario: prepared.scenario, seed: seed)
            return run.run()
        }
    }

    /// Knows the packs of `Examples/packs` too.
    static var compiler: Compiler {
        get throws {
            var packs = try Flow.compiler.packs
            packs.merge(own) { $1 }
            return Compiler(packs: packs, packNames: packs.keys.sorted())
        }
    }

    private static let own: [String: Pack] = {
        var findings = Findings()
        let folder = root.appending(path: "Examples/packs").path
        let files = PackFolder.packs(below: folder, findings: &findings)
        let packs = files.compactMap { PackCompiler.compile($0, findings: &findings) }
        return Dictionary(packs.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }()

    /// Every scenario below `Flows` and `Examples`, and what was wrong with the files.
    static let all: (examples: [Example], findings: Findings) = {
        var findings = Findings()
        let documents = yaml(findings: &findings)
        var flows: [String: YAMLNode] = [:]
        guard let compiler = try? Examples.compiler else { return ([], findings) }
        for document in documents where document.node.member("steps") != nil {
            let whole = Parents.resolve(document.node, findings: &findings) { path in
                let parent = documents.first { FilePath.normal($0.node.place.file.path) == path }
                return parent.map { .flow($0.node) } ?? .missing
            }
            guard let flow = whole?.node else { continue }
            _ = compiler.compile(flow, findings: &findings)
            flow.member("flow")?.text.map { flows[$0] = flow }
        }
        var examples: [Example] = []
        for document in documents {
            guard let flow = Compiler.flowName(ofScenarios: document.node).flatMap({ flows[$0] }) else { continue }
            examples += compiler.scenarios(document.node, of: flow, findings: &findings)
                .map { Example(file: document.name, prepared: $0) }
        }
        return (examples, findings)
    }()

    /// All documents but those that are broken for show, and packs.
    private static func yaml(findings: inout Findings) -> [(name: String, node: YAMLNode)] {
        var documents: [(name: String, node: YAMLNode)] = []
        for folder in ["Flows", "Examples"] {
            let place = root.appending(path: folder).resolvingSymlinksInPath().path
            let paths = FileManager.default.subpaths(atPath: place) ?? []
            for path in paths.sorted()
            where path.hasSuffix(".yaml") && !path.hasPrefix("broken/")
                && !path.hasPrefix("packs/")
            {
                let url = root.appending(path: "\(folder)/\(path)")
                guard let data = try? Data(contentsOf: url) else { continue }
                let file = SourceFile(path: url.path, bytes: Array(data))
                documents += YAMLReader.read(file, findings: &findings).prefix(1).map { ("\(folder)/\(path)", $0) }
            }
        }
        return documents
    }
}
