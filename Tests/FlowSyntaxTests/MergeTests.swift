import Diagnostics
import FlowSamples
import FlowSyntax
import Testing
import YAMLTree

/// How one tree is laid over another.
struct MergeTests {
    private func shown(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): scalar.text.string
        case .sequence(let items): "[" + items.map(shown).joined(separator: ",") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\(shown($0.key)):\(shown($0.value))" }.joined(separator: ",") + "}"
        }
    }

    @Test(arguments: [
        ("{a: 1, b: 2}", "{b: 3}", "{a:1,b:3}"), ("{a: {x: 1, y: 2}}", "{a: {y: 3, z: 4}}", "{a:{x:1,y:3,z:4}}"),
        ("{a: [1, 2]}", "{a: [3]}", "{a:[3]}"), ("{a: {x: 1}}", "{a: 2}", "{a:2}"),
        ("{a: 1}", "{a: {x: 2}}", "{a:{x:2}}"),
        ("{a: 1}", "{}", "{a:1}"), ("{a: 1}", "{a: null}", "{a:null}"), ("{}", "{a: 1}", "{a:1}"),
        ("1", "{a: 1}", "{a:1}"),
    ])
    func mapsMergeAndAllElseIsReplaced(_ row: (base: String, layer: String, merged: String)) throws {
        var findings = Findings()
        let base = try #require(Flow.node(row.base, findings: &findings))
        let layer = try #require(Flow.node(row.layer, findings: &findings))
        #expect(shown(base.merging(layer)) == row.merged)
        #expect(findings.all.isEmpty)
    }

    @Test func whatALayerGivesStandsWhereTheLayerSaysIt() throws {
        var findings = Findings()
        let base = try #require(Flow.node("a: 1\nb: 2", findings: &findings))
        let layer = try #require(Flow.node("# one\n# two\nb: 3\nc: 4", named: "layer.yaml", findings: &findings))
        let merged = base.merging(layer)
        #expect(merged.member("a")?.place.file.path == "flow.yaml")
        #expect(merged.member("b")?.place.file.path == "layer.yaml")
        #expect(merged.member("b")?.place.start.line == 3)
        #expect(merged.entry("c")?.key.place.file.path == "layer.yaml")
    }
}
