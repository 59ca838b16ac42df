import Diagnostics
import FlowCompiler
import FlowIR
import FlowSamples
import Foundation
import Testing
import YAMLTree

/// Small files with what the compiler says of them beside: `Golden/flow/unknown-key.yaml` and `….txt`.
///
/// A file without a `.txt` has no findings. `TRUSTFLOW_RECORD=1` writes the `.txt` files anew, for a person to read.
enum Golden {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    struct Case: Sendable, CustomTestStringConvertible {
        var kind: String
        var name: String

        var testDescription: String { "\(kind)/\(name)" }
        var yaml: URL { Golden.folder.appending(path: "\(kind)/\(name).yaml") }
        var text: URL { Golden.folder.appending(path: "\(kind)/\(name).txt") }
        var expected: String { (try? String(contentsOf: text, encoding: .utf8)) ?? "" }
    }

    static func cases(_ kind: String) -> [Case] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted().map { Case(kind: kind, name: String($0.dropLast(5))) }
    }

    static func file(_ url: URL, named name: String, isPersonal: Bool = false) throws -> SourceFile {
        SourceFile(path: name, bytes: Array(try Data(contentsOf: url)), isPersonal: isPersonal)
    }

    /// The flow that the requests, scenarios and applicants are about.
    static func sample(_ flow: String = "sample") throws -> YAMLNode {
        var findings = Findings()
        let file = try file(folder.appending(path: "\(flow).yaml"), named: "\(flow).yaml")
        let node = YAMLReader.read(file, findings: &findings).first
        #expect(findings.all.isEmpty)
        return try #require(node)
    }

    /// - Parameter columns: What all text has to fit into; `nil` for whole messages beside lines of 120.
    static func compare(_ findings: Findings, with golden: Case, columns: Int? = nil) throws {
        let rendered = TextRenderer(width: columns ?? 120, wraps: columns != nil).render(findings)
        if ProcessInfo.processInfo.environment["TRUSTFLOW_RECORD"] != nil {
            try? FileManager.default.removeItem(at: golden.text)
            if !rendered.isEmpty { try rendered.write(to: golden.text, atomically: true, encoding: .utf8) }
            Issue.record("\(golden.testDescription).txt was written anew")
        }
        #expect(rendered == golden.expected)
    }
}
