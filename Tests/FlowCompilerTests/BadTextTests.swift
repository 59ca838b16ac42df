import Diagnostics
import FlowCompiler
import FlowSamples
import Testing
import YAMLTree

/// Files that are no YAML, or YAML that swallows what was meant: each is refused with words, and in no time.
struct BadTextTests {
    private func codes(_ bytes: [UInt8]) throws -> [String] {
        var findings = Findings()
        let file = SourceFile(path: "flow.yaml", bytes: bytes)
        for document in YAMLReader.read(file, findings: &findings) {
            _ = try Flow.compiler.compile(document, findings: &findings)
        }
        #expect(findings.hasErrors || findings.all.isEmpty)
        #expect(TextRenderer().render(findings).utf8.count < 20_000)
        return Set(findings.all.map(\.code)).sorted()
    }

    private static let flow = """
        flow: sample
        version: 1
        applicant: { selfie: image }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - id: liveness
            check: biometrics
            by: idmeta
            input: { image: "${applicant.selfie}" }
        status:
          - verify: checks.liveness.passed
          - otherwise: review
        """

    @Test func theFlowItselfIsGood() throws { #expect(try codes(Array(Self.flow.utf8)) == []) }

    /// What an author writes, and the code of what is said.
    @Test(arguments: [
        ("    by: idmeta", "\tby: idmeta", "tab-indentation"),
        ("version: 1", "version: 1\nversion: 2", "duplicate-key"),
        ("    by: idmeta", "    by: idmeta\n    when: !applicant.x", "no-expression"),
        ("    by: idmeta", "    by: idmeta\n    when: &applicant", "no-expression"),
        ("    by: idmeta", "    by: idmeta\n    when:", "no-expression"),
        ("    by: idmeta", "    by: idmeta\n    when: checks.liveness.by == 'a #b'", "unquoted-expression"),
        ("- verify: checks.liveness.passed", "- verify: !checks.liveness.passed && true", "unquoted-expression"),
    ])
    func whatYAMLSwallowsIsRefused(_ row: (good: String, bad: String, code: String)) throws {
        let codes = try codes(Array(Self.flow.replacing(row.good, with: row.bad).utf8))
        #expect(!codes.isEmpty)
        #expect(codes.contains(row.code), "\(codes)")
    }

    @Test func manyFaultsAreCappedAndCounted() throws {
        var findings = Findings()
        let text = Self.flow + "\n" + (0..<5000).map { "k\($0): 1" }.joined(separator: "\n")
        let node = try #require(Flow.node(text, findings: &findings))
        #expect(try Flow.compiler.compile(node, findings: &findings) == nil)
        #expect(findings.all.count == Findings.limit)
        #expect(findings.omitted == 4000)
    }

    @Test(arguments: [
        "not UTF-8", "nested lists", "nested maps", "alias bomb", "empty", "blank", "a number", "a NUL",
    ])
    func aHostileFileEndsAtOnce(_ name: String) throws {
        let bytes: [UInt8] =
            switch name {
            case "not UTF-8": Array("flow: \u{0}".utf8.dropLast()) + [0xFF, 0xFE, 0x0A]
            case "nested lists": Array(repeating: UInt8(ascii: "["), count: 10_000_000)
            case "nested maps": Array(String(repeating: "{a: ", count: 2_500_000).utf8)
            case "alias bomb":
                Array(
                    ("a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
                        + (1..<12).map { n in
                            "a\(n): &a\(n) [\(Array(repeating: "*a\(n - 1)", count: 9).joined(separator: ", "))]\n"
                        }.joined()).utf8)
            case "blank": Array("# nothing\n---\n".utf8)
            case "a number": Array("42".utf8)
            case "a NUL": Array("flow: a\u{0}b\n".utf8)
            default: []
            }
        let start = ContinuousClock.now
        let codes = try codes(bytes)
        #expect(codes.isEmpty == (name == "empty"))
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
