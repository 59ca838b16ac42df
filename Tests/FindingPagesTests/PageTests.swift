import Diagnostics
import FindingPages
import FlowCompiler
import FlowSamples
import Foundation
import Testing
import YAMLTree

@Suite struct PageTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    private static let codes = FindingPages.all.map(\.code)
    private static let shown = FindingPages.all.filter { $0.kind != nil }.map(\.code)

    /// Everything that is found in an example, silences included.
    private static func findings(in file: SourceFile, _ kind: FindingPage.Kind) throws -> Findings {
        var findings = Findings()
        let documents = YAMLReader.read(file, findings: &findings)
        for document in documents {
            switch kind {
            case .flow: _ = try Flow.compiler.compile(document, findings: &findings)
            case .scenarios:
                let sample = SourceFile(path: "sample.yaml", text: FindingPages.sample)
                let flow = try #require(YAMLReader.read(sample, findings: &findings).first)
                _ = try Flow.compiler.scenarios(document, of: flow, findings: &findings)
            }
        }
        Silences(file, documents: documents).apply(to: &findings, known: codes)
        return findings
    }

    /// The example of every page is compiled: it has the finding and no other, and its twin has none.
    @Test(arguments: shown) func theExampleShowsTheFinding(_ code: String) throws {
        let page = try #require(FindingPages.page(code))
        let kind = try #require(page.kind)
        let failing = SourceFile(path: "flow.yaml", text: try #require(page.failing))
        let found = try Self.findings(in: failing, kind)
        #expect(Set(found.all.map(\.code)) == [code], "\(TextRenderer().render(found))")
        let passing = SourceFile(path: "flow.yaml", text: try #require(page.passing))
        let unwanted = TextRenderer().render(try Self.findings(in: passing, kind))
        #expect(unwanted.isEmpty, "\(unwanted)")
    }

    /// Word for word what is said of each example. `TRUSTFLOW_RECORD=1` writes the files anew, for a person to read.
    @Test(arguments: shown) func theExampleIsExplainedInTheseWords(_ code: String) throws {
        let page = try #require(FindingPages.page(code))
        let failing = SourceFile(path: "flow.yaml", text: try #require(page.failing))
        let rendered = TextRenderer(width: 120).render(try Self.findings(in: failing, try #require(page.kind)))
        let golden = Self.golden.appending(path: "\(code).txt")
        if ProcessInfo.processInfo.environment["TRUSTFLOW_RECORD"] != nil {
            try rendered.write(to: golden, atomically: true, encoding: .utf8)
            Issue.record("\(code).txt was written anew")
        }
        #expect(rendered == (try String(contentsOf: golden, encoding: .utf8)))
    }

    /// Where a finding offers a fix, the finding is gone once all of them are applied, and no error is left.
    @Test(arguments: shown) func theFixMendsTheExample(_ code: String) throws {
        let page = try #require(FindingPages.page(code))
        let kind = try #require(page.kind)
        var file = SourceFile(path: "flow.yaml", text: try #require(page.failing))
        var findings = try Self.findings(in: file, kind)
        guard findings.all.contains(where: { $0.fix != nil }) else { return }
        for _ in 0..<5 where !findings.all.isEmpty {
            file = SourceFile(path: "flow.yaml", bytes: FixedText(file, findings.sorted).bytes)
            findings = try Self.findings(in: file, kind)
        }
        findings.filter { $0.code == code || $0.severity == .error }
        #expect(findings.all.isEmpty, "\(TextRenderer().render(findings))")
    }

    /// Half of what can be shown can be mended by `validate --fix`.
    @Test func halfOfTheFindingsCarryAFix() throws {
        var fixable: [String] = []
        for page in FindingPages.all {
            guard let kind = page.kind, let failing = page.failing else { continue }
            let found = try Self.findings(in: SourceFile(path: "flow.yaml", text: failing), kind)
            if found.all.contains(where: { $0.code == page.code && $0.fix != nil }) { fixable.append(page.code) }
        }
        print("findings: \(Self.codes.count) pages, \(Self.shown.count) with an example, \(fixable.count) with a fix")
        #expect(Self.shown.count >= 120)
        #expect(fixable.count * 2 >= Self.shown.count, "without: \(Self.shown.filter { !fixable.contains($0) })")
    }

    @Test func everyCodeHasOnePage() {
        #expect(Set(Self.codes).count == Self.codes.count)
        #expect(FindingPages.page("no-such-code") == nil)
    }

    @Test(arguments: codes) func aPageFitsATerminal(_ code: String) throws {
        let page = try #require(FindingPages.page(code))
        #expect(page.text.hasPrefix("\(page.code): \(page.summary)\n"))
        #expect(page.summary.first?.isUppercase == false && page.summary.count <= 72)
    }
}
