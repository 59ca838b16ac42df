import Diagnostics
import Expressions
import FindingPages
import FlowCompiler
import FlowSamples
import Foundation
import Testing
import YAMLDecoding
import YAMLTree

/// Logs of all that is found in the golden cases, held against the published schema of SARIF 2.1.0.
struct SARIFSchemaTests {
    private static let schema: Value = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Published/sarif-2.1.0-rtm.4.json")
        return (try? Data(contentsOf: file)).flatMap { Self.value(String(decoding: $0, as: UTF8.self)) } ?? false
    }()

    private static let renderer = SARIFRenderer(
        rules: Dictionary(
            uniqueKeysWithValues: FindingPages.all.map { ($0.code, .init(summary: $0.summary, help: $0.instead)) }))

    /// JSON is YAML.
    private static func value(_ text: String) -> Value? {
        var findings = Findings()
        return YAMLReader.read(SourceFile(path: "a.json", text: text), findings: &findings).first
            .flatMap { literal($0, findings: &findings) }
    }

    private static func complaints(of log: String) throws -> [String] {
        let checker = SchemaSubset(schema)
        let complaints = checker.complaints(of: try #require(value(log)))
        #expect(checker.unknown.isEmpty)
        return complaints
    }

    @Test(arguments: Golden.cases("flow")) func aLogIsWhatTheSchemaSays(_ golden: Golden.Case) throws {
        var findings = Findings()
        let file = try Golden.file(golden.yaml, named: "the flows/flow.yaml")
        for document in YAMLReader.read(file, findings: &findings) {
            _ = try Flow.compiler.compile(document, findings: &findings)
        }
        #expect(try Self.complaints(of: Self.renderer.render(findings)) == [])
    }

    /// The check is one: a log with something amiss does not pass.
    @Test(arguments: [
        ("\"version\":\"2.1.0\"", "\"version\":\"2.2.0\""), ("\"startLine\":1", "\"startLine\":0"),
        ("\"ruleId\"", "\"rule\""), ("\"level\":\"error\"", "\"level\":\"fatal\""), ("\"name\":\"trustflow\",", ""),
        ("\"message\":{\"text\":\"wrong\"}", "\"message\":\"wrong\""),
    ])
    func aLogWithSomethingAmissIsNot(_ change: (from: String, to: String)) throws {
        let file = SourceFile(path: "flow.yaml", text: "a: 1\n")
        var findings = Findings()
        findings.report(Finding("bad-name", "wrong", at: Place(file: file, range: 0..<1)))
        let log = Self.renderer.render(findings)
        #expect(try Self.complaints(of: log) == [])
        let spoilt = log.replacing(change.from, with: change.to)
        #expect(spoilt != log)
        #expect(try Self.complaints(of: spoilt) != [])
    }
}
