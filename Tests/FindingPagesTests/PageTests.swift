import Diagnostics
import FindingPages
import FlowCompiler
import FlowSamples
import Testing
import YAMLTree

@Suite struct PageTests {
    private static func codes(of text: String) throws -> Set<String> {
        var findings = Findings()
        let file = SourceFile(path: "flow.yaml", text: text)
        for document in YAMLReader.read(file, findings: &findings) {
            _ = try Flow.compiler.compile(document, findings: &findings)
        }
        return Set(findings.all.map(\.code))
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
