import Diagnostics
import Testing

@Suite struct TextRendererTests {
    private func finding(_ text: String, _ range: Range<Int>, label: String? = nil, help: String? = nil) -> Finding {
        let file = SourceFile(path: "flow.yaml", text: text)
        return Finding("bad", "something is wrong", at: Place(file: file, range: range), label: label, help: help)
    }

    @Test func showsTheLineTheCaretsTheLabelAndTheHelp() {
        let text = TextRenderer().render(finding("a: 1\nb: xyz\n", 8..<11, label: "no number", help: "write `2`"))
        #expect(
            text == """
                flow.yaml:2:4: error: something is wrong [bad]
                  |
                2 | b: xyz
                  |    ^^^ no number
                  = help: write `2`

                """)
    }

    @Test func underlinesOnlyTheFirstOfSeveralLines() {
        let text = TextRenderer().render(finding("ab: |\n  x\n  y\n", 4..<13))
        #expect(text.contains("1 | ab: |\n  |     ^\n"))
    }

    @Test func tabsAndWideCharactersKeepTheCaretsInPlace() {
        let line = "\tn: 日本 é\u{301} x"
        let before = "\tn: 日本 é\u{301} ".utf8.count
        let text = TextRenderer().render(finding(line, before..<before + 1))
        let lines = text.split(separator: "\n")
        #expect(lines[2] == "1 |     n: 日本 é\u{301} x")
        // Gutter, a tab to column 4, `n: `, two wide ones, a space, one combined, a space.
        #expect(lines[3] == "  | " + String(repeating: " ", count: 4 + 3 + 4 + 1 + 1 + 1) + "^")
    }

    @Test(arguments: [0, 40, 150, 290, 299])
    func longLinesAreCutAroundThePlace(column: Int) {
        var line = String(repeating: "abcdefghij", count: 30)
        let index = line.index(line.startIndex, offsetBy: column)
        line.replaceSubrange(index...index, with: "#")
        let lines = TextRenderer(width: 80).render(finding(line, column..<column + 1)).split(separator: "\n")
        #expect(lines[2].count <= 80)
        #expect(lines[3].count <= 80)
        let caret = lines[3].firstIndex(of: "^").map { lines[3].distance(from: lines[3].startIndex, to: $0) }
        let mark = lines[2].firstIndex(of: "#").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
        #expect(caret == mark && caret != nil)
    }

    @Test func aMarkWiderThanTheWindowStaysInside() {
        let line = String(repeating: "x", count: 500)
        let lines = TextRenderer(width: 80).render(finding(line, 100..<450)).split(separator: "\n")
        #expect(lines[2].count <= 80 && lines[3].count <= 80)
        #expect(lines[3].filter { $0 == "^" }.count > 50)
    }

    @Test func aFileCannotWriteToTheTerminal() {
        let text = TextRenderer().render(finding("a: \u{1B}[31m\u{202E}x", 0..<1))
        #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }

    @Test func placesPastTheEndAndInBrokenTextAreShown() {
        let empty = Finding("bad", "wrong", at: Place(file: SourceFile(path: "e", text: ""), range: 0..<0))
        #expect(TextRenderer().render(empty) == "e:1:1: error: wrong [bad]\n")
        let broken = SourceFile(path: "b", bytes: [0x61, 0xFF, 0xFE, 0x62])
        let text = TextRenderer().render(Finding("bad", "wrong", at: Place(file: broken, range: 3..<4)))
        #expect(text.contains("1 | a\u{FFFD}\u{FFFD}b\n  |    ^\n"))
    }

    @Test func relatedPlacesFollowAndTheSummaryCounts() {
        let file = SourceFile(path: "f", text: "a: 1\na: 2\n")
        var findings = Findings()
        findings.report(
            Finding(
                "duplicate-key", "`a` is given twice", at: Place(file: file, range: 5..<6),
                related: [.init("first given here", at: Place(file: file, range: 0..<1))]))
        findings.report(Finding("odd", "odd", at: Place(file: file, range: 0..<1), severity: .warning))
        let text = TextRenderer().render(findings)
        #expect(text.contains("f:1:1: first given here\n  |\n1 | a: 1\n  | ^\n"))
        #expect(text.hasSuffix("\n1 error, 1 warning in 1 file\n"))
        #expect(TextRenderer().render(Findings()).isEmpty)
    }

    @Test func colourIsOnlyThereWhenAskedFor() {
        let finding = finding("a: 1", 0..<1)
        #expect(TextRenderer(colour: true).render(finding).contains("\u{1B}[1;31m"))
        #expect(!TextRenderer().render(finding).contains("\u{1B}"))
    }
}
