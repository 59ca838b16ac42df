import Diagnostics
import FlowIR
import FlowSamples
import FlowSyntax
import Testing
import Vocabulary
import YAMLTree

/// A flow as written, every part with its place.
struct FlowReaderTests {
    private func read(_ text: String) throws -> (tree: FlowTree?, codes: [String]) {
        var findings = Findings()
        let node = try #require(Flow.node(text, findings: &findings))
        let tree = FlowReader.read(node, findings: &findings)
        return (tree, findings.sorted.map(\.code))
    }

    private func step(_ lines: String, by: String = "v") throws -> StepTree {
        let text =
            """
            flow: a
            version: 1
            steps:
              - id: x
                check: c
                by: \(by)
                \(lines)
            status: [ { otherwise: review } ]
            """
        let (tree, codes) = try read(text)
        #expect(codes == [])
        return try #require(tree?.steps.first)
    }

    @Test func partsKnowWhereTheyStand() throws {
        let (tree, _) = try read(
            """
            flow: sample
            version: 7
            vendors: { idmeta: { trust_flow: "1" } }
            steps:
              - id: liveness
                check: biometrics
                by: idmeta
            status:
              - otherwise: review
            """)
        let flow = try #require(tree)
        #expect(flow.name == Located("sample", at: flow.name.place))
        #expect(flow.name.place.start.line == 1)
        #expect(flow.version.place.start.line == 2)
        #expect(flow.vendors[0].name.place.start.column == 12)
        #expect(flow.steps[0].id.place.start.line == 5)
        #expect(flow.statusPlace.start.line == 8)
        #expect(flow.rules[0].place.start.line == 9)
    }

    @Test func scalarsStandForTheirLongForms() throws {
        #expect(try step("attempts: 3").attempts?.maximum.value == 3)
        #expect(try step("attempts: { max: 3 }").attempts?.maximum.value == 3)
        #expect(
            try step("on_exhausted: skip").remedies
                == Dictionary(uniqueKeysWithValues: Cause.allCases.map { ($0, .skip) }))
        #expect(try step("on_exhausted: { otherwise: skip, refused: fail }").remedies[.refused] == .fail)
        #expect(try step("on_exhausted: { refused: fail }").remedies == [.refused: .fail])
        #expect(try step("require: a.b").require.map(\.value) == ["a.b"])
        #expect(try step("require: [a, b]").require.map(\.value) == ["a", "b"])
    }

    @Test func transientStandsForItsKinds() throws {
        #expect(try step("retry: { on: transient }").call.retry?.first?.kinds == ErrorKind.transient)
        #expect(try step("retry: { on: [server, server] }").call.retry?.first?.kinds == [.server])
        #expect(try step("retry: { except: [timeout, cut] }").call.retry?.first?.except == [.timeout, .cut])
        #expect(try step("retry: {}").call.retry?.first?.kinds == nil)
    }

    @Test(
        arguments: [
            ("respect_retry_after: true", true, nil), ("respect_retry_after: false", false, nil),
            ("respect_retry_after: { max: 2m }", true, 120), ("calls: 3", nil, nil),
        ] as [(String, Bool?, Int64?)])
    func retryAfter(_ row: (text: String, respects: Bool?, limit: Int64?)) throws {
        let retry = try step("retry: { \(row.text) }").call.retry
        #expect(retry?.first?.respectsRetryAfter == row.respects)
        #expect(retry?.first?.retryAfterLimit == row.limit.map { .seconds($0) })
    }

    @Test func aVendorOfByMayHaveItsOwnLayer() throws {
        let by = try step("title: a", by: "[one, { two: { timeout: 9s, input: { a: b } } }]").by
        #expect(by.map(\.vendor.value) == ["one", "two"])
        #expect(by[0].call.timeout == nil)
        #expect(by[1].call.timeout?.value == .seconds(9))
        #expect(by[1].input.count == 1)
    }

    /// What could not be read is remembered, so that nobody is told that it is not there.
    @Test func whatCouldNotBeReadIsRemembered() throws {
        let (tree, codes) = try read(
            """
            flow: a
            version: 1
            applicant: { photo: picture, name: string }
            flags: { strict: { type: boolean, default: true } }
            steps:
              - { id: half, check: biometrics }
              - parallel: { steps: [ { id: inner, act: c } ] }
              - { id: whole, check: c, by: v }
            status: [ { verified: "true" }, { otherwise: review } ]
            """)
        #expect(codes == ["unknown-type", "unknown-type", "missing-key", "missing-key", "unknown-key"])
        let unread = try #require(tree?.unread)
        #expect(unread.isSuperset(of: ["applicant.photo", "flags.strict", "checks.half", "acts.inner"]))
        #expect(Set(unread.map { $0.split(separator: ".")[1] }) == ["photo", "strict", "half", "inner"])
        #expect(tree?.hasAllRules == false)
        #expect(tree?.steps.map(\.id.value) == ["whole"])
    }

    @Test(arguments: ["steps", "status", "flow"]) func withoutItThereIsNoFlow(_ key: String) throws {
        let lines = ["flow: a", "version: 1", "steps: []", "status: []"].filter { !$0.hasPrefix(key) }
        let (tree, codes) = try read(lines.joined(separator: "\n"))
        #expect(tree == nil)
        #expect(codes.contains("missing-key"))
    }
}
