import Diagnostics
import FlowCompiler
import FlowIR
import FlowScenarios
import Foundation
import PackCompiler
import Testing
import Vendors
import YAMLTree

/// The scenarios of the flows that come with the product.
enum ScenarioFiles {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Each with the folder of its flow.
    static let all: [Example] = {
        ["Flows", "Examples/patterns", "Examples/scenarios"].flatMap { folder in
            let flows = root.appending(path: folder)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: flows.path)) ?? []
            return names.sorted().flatMap { name in (try? examples(flows.appending(path: name))) ?? [] }
        }
    }()

    struct Example: Sendable, CustomTestStringConvertible {
        var folder: String
        var scenario: ScenarioCase

        var testDescription: String { "\(folder): \(scenario.scenario.name)" }
    }

    private static func examples(_ folder: URL) throws -> [Example] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        var findings = Findings()
        let documents = try files.sorted().compactMap { name in
            let url = folder.appending(path: name)
            let file = SourceFile(path: url.path, bytes: Array(try Data(contentsOf: url)))
            return YAMLReader.read(file, findings: &findings).first
        }
        let compiler = Compiler(packs: try packs())
        return documents.flatMap { document -> [Example] in
            // A folder may hold flows that others start, too.
            guard let name = Compiler.flowName(ofScenarios: document),
                let flow = documents.first(where: {
                    Compiler.flowName(ofScenarios: $0) == nil && $0.member("flow")?.text == name
                })
            else { return [] }
            return compiler.scenarios(document, of: flow, findings: &findings).map {
                Example(folder: folder.lastPathComponent, scenario: $0)
            }
        }
    }

    /// By pack name.
    static func packs() throws -> [String: Pack] { shipped }

    /// Those that are shipped, and those of the examples.
    static let library: PackLibrary = {
        var findings = Findings()
        return PackLibrary(folder: root.appending(path: "Examples/packs").path, findings: &findings)
    }()

    private static let shipped: [String: Pack] = {
        var findings = Findings()
        return library.names.reduce(into: [:]) { $0[$1] = library.pack($1, findings: &findings) }
    }()
}
