import Diagnostics
import FlowCompiler
import FlowSamples
import Foundation
import Testing
import YAMLTree

/// The first thing that a reader sees is what the compiler says.
struct ReadmeTests {
    @Test func showsWhatIsSaidOfTheBrokenExample() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = "Examples/broken/quick-check.yaml"
        var findings = Findings()
        let file = SourceFile(path: path, bytes: Array(try Data(contentsOf: root.appending(path: path))))
        let node = try #require(YAMLReader.read(file, findings: &findings).first)
        _ = try Flow.compiler.compile(node, findings: &findings)
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let said = TextRenderer().render(findings)
        #expect(readme.contains("```console\n$ trustflow validate Examples/broken\n\(said)"), "\(said)")
        #expect(readme.contains("```yaml\n\(String(decoding: file.bytes, as: UTF8.self))```"))
    }
}
