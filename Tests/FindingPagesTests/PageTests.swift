import Diagnostics
import FlowCompiler
import FlowSamples
import FlowSyntax
import Testing
import YAMLTree

@testable import FindingPages

@Suite struct PageTests {
    private static func codes(of text: String) throws -> Set<String> {
        var findings = Findings()
        let file = SourceFile(path: "flow.yaml", text: text)
        for document in YAMLReader.read(file, findings: &findings) {
            // One that is told not to stand here is not resolved.
            let isAlone = document.member("applicant") != nil
            let flow = isAlone ? LayeredFlow(document) : Parents.resolve(document, findings: &findings, find: parent)
            if let flow { _ = try Flow.compiler.compile(flow.node, findings: &findings) }
        }
        return Set(findings.all.map(\.code))
    }

    /// `base.yaml` is the flow that the examples change; `level-3.yaml` has three below it.
    private static func parent(at path: String) -> Parents.Found {
        var unheard = Findings()
        let number = path.split(separator: "-").last.flatMap { Int($0.prefix { $0.isNumber }) }
        let below = number.map { $0 == 1 ? "base.yaml" : "level-\($0 - 1).yaml" }
        let text = below.map { "extends: \($0)\nflow: level\nversion: 1\n" } ?? FindingPages.flow
        guard path == "base.yaml" || path == "flow.yaml" || number != nil else { return .missing }
        let node = YAMLReader.read(SourceFile(path: path, text: text), findings: &unheard).first
        return node.map { .flow($0) } ?? .other
    }

    /// The example of every page is compiled: it has the finding and no other, and its twin has none.
    @Test(arguments: FindingPages.all.map(\.code)) func theExampleShowsTheFinding(_ code: String) throws {
        let page = try #require(FindingPages.page(code))
        #expect(try Self.codes(of: page.failingFlow) == [code])
        #expect(try Self.codes(of: page.passingFlow) == [])
    }

    @Test func everyCodeHasOnePage() {
        let codes = FindingPages.all.map(\.code)
        #expect(codes.count >= 50)
        #expect(Set(codes).count == codes.count)
        #expect(FindingPages.page("no-such-code") == nil)
    }

    @Test(arguments: FindingPages.all) func aPageFitsATerminal(_ page: FindingPage) {
        #expect(page.text.hasPrefix("\(page.code): \(page.summary)\n"))
        #expect(page.summary.first?.isUppercase == false && page.summary.count <= 72)
    }
}
