import FlowGraph
import FlowIR
import Foundation
import Testing
import Vocabulary

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct GraphTests {
    private static func check(_ number: Int) -> Step {
        let policy = CallPolicy(effect: .once)
        let call = VendorCall(
            vendor: "idmeta", operation: "o", isWithinVerification: true, judge: .vendor, input: [], policy: policy)
        var other = call
        other.vendor = "idenfy"
        return .check(
            CheckStep(
                id: "s\(number)", title: number == 1 ? "A <b>\"&\" #1;\n title" : nil, kind: "face_match",
                vendors: [call, other], attempts: Attempts(maximum: 3, ask: ["selfie"]),
                note: SourceNote(file: "a.yaml", line: number)))
    }

    private static func picture(of count: Int) -> FlowPicture {
        let note = SourceNote(file: "a.yaml", line: 1)
        return FlowPicture(
            FlowProgram(
                flow: "sample", version: 2, steps: (1...count).map(check),
                rules: [StatusRule(outcome: .review, condition: nil, reason: "always_seen", note: note)]))
    }

    @Test func aBoxFoldsWhatHappensInAStep() throws {
        let box = try #require(Self.picture(of: 2).boxes.first { $0.id == "step_2" })
        #expect(
            box.lines == [
                "s2", "face match by idmeta", "then by idenfy", "up to 4 calls", "up to 3 attempts, asks for selfie",
            ])
    }

    @Test func theArrowsFollowARun() {
        let arrows = Self.picture(of: 2).arrows.map { "\($0.from) \($0.to) \($0.label ?? "")" }
        #expect(arrows == ["start step_1 ", "step_1 step_2 ", "step_2 rule_1 ", "rule_1 review_needed always_seen"])
    }

    /// A title cannot break out of its place in any of the three.
    @Test func textIsEscaped() {
        let picture = Self.picture(of: 1)
        #expect(picture.svg.contains("A &lt;b&gt;&quot;&amp;&quot; #1;  title"))
        #expect(picture.dot.contains(#"A <b>\"&\" #1;\n title"#))
        #expect(picture.mermaid.contains("A #lt;b#gt;#quot;#38;#quot; #35;1;"))
    }

    /// Read back as XML: no two boxes of a picture with 40 steps touch, and all lie inside.
    @Test func fortyStepsHaveRoom() throws {
        let svg = Self.picture(of: 40).svg
        _ = try XMLDocument(xmlString: svg)
        let whole = try #require(svg.firstMatch(of: /viewBox="0 0 \d+ (\d+)"/).flatMap { Int($0.1) })
        let boxes = svg.matches(of: /<rect x="(\d+)" y="(\d+)" width="\d+" height="(\d+)"/).map {
            (x: Int($0.1) ?? -1, y: Int($0.2) ?? -1, height: Int($0.3) ?? -1)
        }
        let column = boxes.filter { $0.x == boxes.first?.x }.sorted { $0.y < $1.y }
        #expect(column.count == 41)
        #expect(zip(column, column.dropFirst()).allSatisfy { $0.y + $0.height < $1.y })
        #expect(boxes.allSatisfy { $0.y > 0 && $0.y + $0.height < whole })
        #expect(svg.contains("currentColor"))
    }
}
