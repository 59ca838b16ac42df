import Diagnostics
import Testing

@Suite struct FixTests {
    private let file = SourceFile(path: "a", text: "one two three\n")

    private func finding(_ range: Range<Int>, _ text: String) -> Finding {
        let place = Place(file: file, range: range)
        return Finding("x", "x", at: place, fix: .replace(place, with: text))
    }

    private func fixed(_ findings: [Finding]) -> (String, applied: Int, refused: Int) {
        let text = FixedText(file, findings)
        return (String(decoding: text.bytes, as: UTF8.self), text.applied.count, text.refused)
    }

    @Test func fixesThatDoNotTouchAreAppliedTogether() {
        #expect(fixed([finding(8..<13, "3"), finding(0..<3, "1")]) == ("1 two 3\n", 2, 0))
    }

    @Test func ofTwoThatTouchTheFirstWins() {
        #expect(fixed([finding(0..<5, "a"), finding(4..<7, "b")]) == ("awo three\n", 1, 1))
        #expect(fixed([finding(4..<4, "a "), finding(4..<7, "b")]) == ("one a two three\n", 1, 1))
    }

    @Test func theSameChangeIsMadeOnce() {
        #expect(fixed([finding(0..<3, "1"), finding(0..<3, "1")]) == ("1 two three\n", 2, 0))
    }

    @Test func aNameIsReplacedOnlyWhereItStands() {
        let place = Place(file: file, range: 4..<7)
        #expect(Fix.rename("two", in: ["twu"], at: place)?.edits.first?.replacement == "twu")
        #expect(Fix.rename("twe", in: ["twu"], at: place) == nil)
        #expect(Fix.rename("two", in: ["seven"], at: place) == nil)
    }

    @Test func sarifTellsTheFixAndTheRule() {
        var findings = Findings()
        findings.report(finding(0..<3, "1"))
        let log = SARIFRenderer(rules: ["x": .init(summary: "what", help: "how")]).render(findings)
        #expect(log.contains(#""rules":[{"id":"x","shortDescription":{"text":"what"},"help":{"text":"how"}}]"#))
        #expect(log.contains(#""fixes":[{"description":{"text":"write `1`"},"artifactChanges":[{"#))
        #expect(log.contains(#""byteOffset":0,"byteLength":3},"insertedContent":{"text":"1"}"#))
    }
}
