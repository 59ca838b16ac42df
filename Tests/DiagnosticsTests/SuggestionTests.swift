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
        #expect(nameHelp(for: "whne", in: ["by", "when"]) == "write `when`; known here are `by`, `when`")
        #expect(nameHelp(for: "zzz", in: ["by"]) == "known here is `by`")
        #expect(nameHelp(for: "zzz", in: [String]()) == nil)
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
