import Diagnostics
import Testing

@Suite struct SuggestionTests {
    static let cases: [(word: String, names: [String], expected: String?)] = [
        ("adress", ["address", "aml", "identity"], "address"),
        ("answer-within", ["answer_within"], "answer_within"),
        ("answerWithin", ["within", "answer_within"], "answer_within"),
        ("onTimeout", ["on_timeout"], "on_timeout"),
        ("recieve", ["receive"], "receive"),
        ("whne", ["when", "where"], "when"),
        ("xyz", ["abc"], nil),
        ("on", ["in", "by"], nil),
        ("", ["a"], nil),
        ("same", ["same"], nil),
    ]

    @Test(arguments: cases.indices)
    func theNearestNameIsFoundAndAFarOneIsNot(index: Int) {
        let row = Self.cases[index]
        #expect(closest(to: row.word, in: row.names) == row.expected)
    }

    @Test func helpNamesTheNearestAndTheKnownOnes() {
        #expect(nameHelp(for: "whne", in: ["by", "when"]) == "did you mean `when`? known here are `by`, `when`")
        #expect(nameHelp(for: "zzz", in: ["by"]) == "known here: `by`")
        #expect(nameHelp(for: "zzz", in: [String]()) == nil)
    }

    @Test func findingsPastTheLimitAreCounted() {
        let file = SourceFile(path: "a", text: String(repeating: "é\n", count: 2000))
        var findings = Findings()
        for offset in 0..<Findings.limit {
            findings.report(Finding("x", "x", at: Place(file: file, range: offset..<offset), severity: .warning))
        }
        #expect(!findings.hasErrors)
        findings.report(Finding("x", "x", at: Place(file: file, range: 0..<0)))
        #expect(findings.hasErrors && findings.omitted == 1 && findings.all.count == Findings.limit)
        #expect(TextRenderer().render(findings).hasSuffix(", and 1 more that are not shown\n"))
    }

    @Test func columnsCountScalarsHoweverLongTheLine() {
        let file = SourceFile(
            path: "a", text: String(repeating: "é", count: 4000) + "\n" + String(repeating: "日", count: 3000))
        #expect(file.position(of: 2 * 3000) == Position(line: 1, column: 3001))
        #expect(file.position(of: 8001 + 3 * 2500) == Position(line: 2, column: 2501))
        #expect(file.position(of: file.bytes.count) == Position(line: 2, column: 3001))
        #expect(SourceFile(path: "b", text: String(repeating: "x", count: 1024)).position(of: 1024).column == 1025)
    }

    @Test func summaryCountsByKindAndFile() {
        let a = SourceFile(path: "a", text: "")
        let b = SourceFile(path: "b", text: "")
        let error = Finding("x", "x", at: Place(file: a, range: 0..<0))
        let warning = Finding("x", "x", at: Place(file: b, range: 0..<0), severity: .warning)
        #expect(Summary([error, error, error, warning]).description == "3 errors, 1 warning in 2 files")
        #expect(Summary([warning]).description == "1 warning in 1 file")
        #expect(Summary([]).description == "no findings")
    }
}
