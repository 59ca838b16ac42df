import Diagnostics
import FlowCompiler
import FlowSamples
import Foundation
import Testing
import YAMLTree

/// Flows as people write them, every construct and every vendor among them: nothing is told of any.
@Suite struct CleanFlowTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Clean")

    private static let files =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".yaml") }
        .sorted()

    @Test func theyAreThere() { #expect(Self.files.count >= 30) }

    @Test(arguments: files) func nothingIsToldOfIt(_ name: String) throws {
        let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
        var findings = Findings()
        for document in YAMLReader.read(SourceFile(path: name, bytes: bytes), findings: &findings) {
            _ = try Flow.compiler.compile(document, findings: &findings)
        }
        let told = findings.sorted.filter { $0.severity != .note }
        #expect(told.isEmpty, "\(TextRenderer().render(findings))")
    }
}
