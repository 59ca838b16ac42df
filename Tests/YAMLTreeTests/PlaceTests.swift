import Diagnostics
import Testing
import YAMLTree

@Suite struct PlaceTests {
    /// A scalar with `NEEDLE` in it, in every style and with everything that moves bytes before it.
    static let texts: [String] = [
        "a: x NEEDLE y",
        "é: ü NEEDLE",
        "a: one\n  two NEEDLE\n\n\n  three",
        "a: 'it''s NEEDLE ''q'''",
        "a: 'it''s\n\n   a NEEDLE'",
        #"a: "x\t\u00e9\"\x41 NEEDLE\n""#,
        "a: \"x \\\n   y NEEDLE\"",
        "a: \"one\n   two\n\n   NEEDLE \\\n   four\"",
        "a: |\n  one\n    two\n  NEEDLE\n",
        "a: |2-\n    one\n   NEEDLE\n\n",
        "a: >\n  one\n  two\n\n    more\n\n  NEEDLE three\n",
        "a: >+ # comment\n\n\n  one\n  NEEDLE\n\n\n",
        "- - a: >-\n      é\n      ü NEEDLE",
        "a: |\r\n  one\r\n  NEEDLE\r\n",
        "{a: [x, 'y''', NEEDLE], b: 1}",
        "a: &anchor !tag x NEEDLE",
        "a: !!str # comment\n  &n NEEDLE",
        "\u{FEFF}a: NEEDLE",
        "🙂: \"🙂\\U0001F642 NEEDLE\"",
        "? NEEDLE\n: x",
    ]

    @Test(arguments: texts)
    func everyByteOfAScalarLeadsBackToTheFile(text: String) throws {
        let reading = Reading(text)
        #expect(!reading.findings.hasErrors)
        let scalar = try #require(allScalars(in: reading.documents[0]).first { $0.text.string.contains("NEEDLE") })
        let before = scalar.text.string.components(before: "NEEDLE").utf8.count
        #expect(reading.slice(scalar.text.place(of: before..<before + 6)) == "NEEDLE")
    }

    @Test func aTagEndsAtALineBreakOfYAML11Too() {
        // libyaml takes U+0085 for a line break; the tag once ran on over it and took the text's beginning along.
        let reading = Reading("!f\u{85}oo bar")
        #expect(reading.root?.tag == "!f")
        #expect(reading.root?.scalar.map { reading.slice($0.text.place(of: 0..<2)) } == "oo")
    }

    @Test func aLastLineOfBlanksIsTextToo() {
        // It was trimmed from the scalar's place, and its bytes led to the line before.
        let reading = Reading("a: |\n  x\n  \ty\t\n  \t\n")
        #expect(reading.root?["a"]?.scalar?.text.string == "x\n\ty\t\n\t\n")
        #expect(reading.root?["a"]?.scalar.map { $0.text.place(of: 6..<7).start } == Position(line: 4, column: 3))
    }

    @Test func nodesCoverTheirTextAndNoMore() {
        let reading = Reading("a:\n  - x\n  - y: 1\n    z: 'w'\n\n# comment\nb: [1, 2]\nc:\n")
        let root = reading.root
        #expect(reading.slice(root?["a"]) == "- x\n  - y: 1\n    z: 'w'")
        #expect(reading.slice(root?["a"]?[1]) == "y: 1\n    z: 'w'")
        #expect(reading.slice(root?["a"]?[1]?["z"]) == "'w'")
        #expect(reading.slice(root?["b"]) == "[1, 2]")
        #expect(root?["c"]?.place.start == Position(line: 8, column: 3))
    }

    @Test func anEmptyValueStandsBehindItsColonOrDash() {
        let reading = Reading("a:\n# comment\nb: 1\nc:\n-\n- x\n? d\n")
        #expect(reading.root?["a"]?.place.start == Position(line: 1, column: 3))
        #expect(reading.root?["c"]?[0]?.place.start == Position(line: 5, column: 2))
        #expect(reading.root?["d"]?.place.start == Position(line: 7, column: 4))
    }

    @Test func tagsAndAnchorsAreKeptAsWritten() {
        let reading = Reading("a: !flags.x\nb: &n !!str 1\nc: !<tag:x,2:y> z\n")
        #expect(reading.root?["a"]?.tag == "!flags.x")
        #expect(reading.slice(reading.root?["a"]) == "!flags.x")
        #expect(reading.root?["a"]?.scalar?.text.string == "")
        #expect(reading.root?["b"]?.tag == "!!str")
        #expect(reading.root?["b"]?.anchor == "n")
        #expect(reading.root?["c"]?.tag == "!<tag:x,2:y>")
        #expect(reading.root?["c"]?.scalar.map { reading.slice($0.text.whole) } == "z")
    }

    private func allScalars(in node: YAMLNode) -> [YAMLScalar] {
        switch node.content {
        case .scalar(let scalar): [scalar]
        case .sequence(let items): items.flatMap(allScalars)
        case .mapping(let entries): entries.flatMap { allScalars(in: $0.key) + allScalars(in: $0.value) }
        }
    }
}

extension String {
    /// What stands before `needle`.
    func components(before needle: String) -> Substring {
        var index = startIndex
        while index < endIndex, !self[index...].hasPrefix(needle) { index = self.index(after: index) }
        return self[..<index]
    }
}
