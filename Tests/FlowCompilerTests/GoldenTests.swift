import FlowCompiler
import FlowIR
import FlowSamples
import FlowSyntax
import Foundation
import Testing
import YAMLTree

@testable import Diagnostics

/// What the compiler says of small files, one fault each, word for word.
struct GoldenTests {
    @Test(arguments: Golden.cases("flow")) func aFlow(_ golden: Golden.Case) throws {
        var findings = Findings()
        let file = try Golden.file(golden.yaml, named: "flow.yaml")
        let document = try #require(YAMLReader.read(file, findings: &findings).first)
        var own = Findings()
        let program = try Flow.compiler.compile(document, findings: &own)
        #expect((program == nil) == own.hasErrors)
        findings.merge(own)
        try Golden.compare(findings, with: golden)
    }

    /// As it looks in a terminal of 80 columns.
    @Test(arguments: Golden.cases("columns")) func aFlowInAnOrdinaryTerminal(_ golden: Golden.Case) throws {
        var findings = Findings()
        let file = try Golden.file(golden.yaml, named: "Flows/onboarding/flow.yaml")
        let document = try #require(YAMLReader.read(file, findings: &findings).first)
        _ = try Flow.compiler.compile(document, findings: &findings)
        try Golden.compare(findings, with: golden, columns: 80)
    }

    /// Nothing of any finding is wider than the terminal, but for a word that is.
    @Test(arguments: Golden.cases("flow")) func whateverIsSaidFitsIntoTheTerminal(_ golden: Golden.Case) throws {
        var findings = Findings()
        let file = try Golden.file(golden.yaml, named: "flow.yaml")
        for document in YAMLReader.read(file, findings: &findings) {
            _ = try Flow.compiler.compile(document, findings: &findings)
        }
        for columns in [60, 80] {
            let lines = TextRenderer(width: columns, wraps: true).render(findings).split(separator: "\n")
            for line in lines where DisplayText.width(of: String(line)) > columns {
                #expect(!line.drop { $0 == " " }.contains(" "), "\(columns): \(line)")
            }
        }
    }

    /// A flow over those that it extends, which stand in a folder beside it.
    @Test(arguments: Golden.cases("extends")) func aFlowThatExtends(_ golden: Golden.Case) throws {
        var findings = Findings()
        let file = try Golden.file(golden.yaml, named: "\(golden.name).yaml")
        let own = try #require(YAMLReader.read(file, findings: &findings).first)
        var texts: [String: YAMLNode] = [file.path: own]
        let layered = Parents.resolve(own, findings: &findings) { path in
            if texts[path] == nil {
                var unheard = Findings()
                let url = Golden.folder.appending(path: "extends/\(path)")
                guard let parent = try? Golden.file(url, named: path) else { return .missing }
                texts[path] = YAMLReader.read(parent, findings: &unheard).first
            }
            return texts[path].map { $0.member("flow") == nil ? .other : .flow($0) } ?? .missing
        }
        if let layered { _ = try Flow.compiler.compile(layered.node, findings: &findings) }
        #expect(layered != nil || findings.hasErrors)
        try Golden.compare(findings, with: golden)
    }

    /// Two documents: the flow as it was, and as it is.
    @Test(arguments: Golden.cases("against")) func aFlowBesideWhatItWas(_ golden: Golden.Case) throws {
        var findings = Findings()
        let documents = YAMLReader.read(try Golden.file(golden.yaml, named: "flow.yaml"), findings: &findings)
        try #require(documents.count == 2)
        FlowHistory.check(documents[1], against: documents[0], findings: &findings)
        try Golden.compare(findings, with: golden)
    }

    @Test(arguments: Golden.cases("request")) func aRequest(_ golden: Golden.Case) throws {
        var findings = Findings()
        let request = YAMLReader.read(try Golden.file(golden.yaml, named: "request.yaml"), findings: &findings).first
        let overrides = Compiler.Overrides(request: request)
        let program = try Flow.compiler.compile(Golden.sample(), overrides: overrides, findings: &findings)
        #expect((program == nil) == findings.hasErrors)
        try Golden.compare(findings, with: golden)
    }

    @Test(arguments: Golden.cases("scenario")) func aScenario(_ golden: Golden.Case) throws {
        var findings = Findings()
        let document = YAMLReader.read(
            try Golden.file(golden.yaml, named: "scenarios.yaml"), findings: &findings
        ).first
        let name = try #require(document?.member("flow")?.text)
        let flow = try Golden.sample(name.hasPrefix("by-") ? name : "sample")
        _ = try Flow.compiler.scenarios(try #require(document), of: flow, findings: &findings)
        try Golden.compare(findings, with: golden)
    }

    @Test(arguments: Golden.cases("applicant")) func anApplicant(_ golden: Golden.Case) throws {
        var findings = Findings()
        let file = try Golden.file(golden.yaml, named: "applicant.yaml", isPersonal: true)
        let node = try #require(YAMLReader.read(file, findings: &findings).first)
        var ignored = Findings()
        let program = try #require(try Flow.compiler.compile(Golden.sample(), findings: &ignored))
        _ = ApplicantReader(program).read(node, findings: &findings)
        try Golden.compare(findings, with: golden)
        #expect(!golden.expected.lowercased().contains("canary"))
    }
}
