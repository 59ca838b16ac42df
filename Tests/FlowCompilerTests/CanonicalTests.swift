import Diagnostics
import Expressions
import FlowCompiler
import FlowIR
import FlowSamples
import Foundation
import Testing
import YAMLTree

/// A program is known by the digest of its canonical bytes.
struct CanonicalTests {
    private func digest(_ text: String, named name: String = "flow.yaml", profile: String? = nil) throws -> String {
        var findings = Findings()
        let node = try #require(Flow.node(text, named: name, findings: &findings))
        let program = try Flow.compiler.compile(node, overrides: .init(profile: profile), findings: &findings)
        return try CanonicalProgram(try #require(program)).digest
    }

    private let text = """
        flow: sample
        version: 1
        applicant: { selfie: image }
        flags: { least: { type: double, default: 0.7 }, screen: { type: bool, default: true } }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - id: liveness
            check: biometrics
            by: idmeta
            when: flags.screen
            input: { image: "${applicant.selfie}" }
            attempts: 3
        status:
          - verify: checks.liveness.passed && checks.liveness.liveness_score >= flags.least
          - otherwise: review
        profiles:
          strict: { flags: { least: 0.9 } }
          same: { flags: { least: 0.7 } }
        """

    @Test func theSameTextGivesTheSameBytesWhereverItLies() throws {
        let digest = try digest(text)
        #expect(digest.count == 64)
        #expect(try self.digest(text) == digest)
        #expect(try self.digest(text, named: "/some/where/else/flow.yaml") == digest)
        #expect(try self.digest(text + "\n# a remark\n") == digest)
    }

    /// Any change of meaning is another program.
    @Test(arguments: [
        ("default: 0.7", "default: 0.8"), ("version: 1", "version: 2"), ("attempts: 3", "attempts: 2"),
        (">=", ">"), ("1708", "1709"), ("- otherwise: review", "- otherwise: reject"),
        ("when: flags.screen", "when: \"!flags.screen\""),
    ])
    func anotherMeaningIsAnotherDigest(_ row: (old: String, new: String)) throws {
        let changed = text.replacing(row.old, with: row.new)
        #expect(changed != text)
        #expect(try digest(changed) != digest(text))
    }

    @Test func aProfileIsAnotherProgramEvenWhereItChangesNothing() throws {
        let digests = try [nil, "strict", "same"].map { try digest(text, profile: $0) }
        #expect(Set(digests).count == 3)
    }

    @Test func canonicalBytesReadBackAsTheSameProgram() throws {
        let program = try Flow(text).program
        let canonical = try CanonicalProgram(program)
        let back = try JSONDecoder().decode(FlowProgram.self, from: Data(canonical.json))
        #expect(back == program)
        #expect(try CanonicalProgram(back) == canonical)
        #expect(back.format == FlowProgram.currentFormat)
        #expect(!String(decoding: canonical.json, as: UTF8.self).contains("\n"))
    }

    /// Text of the flow that means nothing to a run is not in it.
    @Test func itHoldsNoFolders() throws {
        var findings = Findings()
        let node = try #require(Flow.node(text, named: "/home/ann/flow.yaml", findings: &findings))
        let program = try #require(try Flow.compiler.compile(node, findings: &findings))
        #expect(!String(decoding: try CanonicalProgram(program).json, as: UTF8.self).contains("/home"))
    }
}
