import Diagnostics
import Testing
import YAMLTree

@Suite struct TroubleTests {
    /// The traps that an author meets, and the line that helps.
    static let traps: [(text: String, place: String, help: String)] = [
        (
            "- reject: !checks.a.passed && checks.b.ran\n", "1:11",
            #"write `reject: "!checks.a.passed && checks.b.ran"`"#
        ),
        (
            "- { reject: checks.a.hits.exists(h, h.score >= 95) }\n", "1:13",
            #"write `reject: "checks.a.hits.exists(h, h.score >= 95)"`"#
        ),
        ("when: applicant.name == 'a #b'\n", "1:7", #"write `when: "applicant.name == 'a #b'"`"#),
        ("a: 1\nwhen: flags.x ? a : b\n", "2:7", #"write `when: "flags.x ? a : b"`"#),
        ("when: x == 'a: b'\n", "1:7", #"write `when: "x == 'a: b'"`"#),
        ("when: \"DE\" == applicant.country\n", "1:7", #"write `when: '"DE" == applicant.country'`"#),
        ("when: [a, b].exists(x, x == 1)\nnext: 1\n", "1:7", #"write `when: "[a, b].exists(x, x == 1)"`"#),
        ("when: {'a': 1}.exists(k, k == 'a')\n", "1:7", #"write `when: "{'a': 1}.exists(k, k == 'a')"`"#),
        (
            "input: { image: ${applicant.selfie}, b: 1 }\n", "1:8",
            #"write `input: { image: "${applicant.selfie}", b: 1 }`"#
        ),
        ("applicant:\n  selfie: @f.jpg\n", "2:11", #"write `selfie: "@f.jpg"`"#),
        ("tolerate: %20\n", "1:11", #"write `tolerate: "%20"`"#),
        (
            "- { reject: h.exists(x, x in y, x == 'a, b)'), reason: c }\n", "1:13",
            #"write `reject: "h.exists(x, x in y, x == 'a, b)')"`"#
        ),
        ("f: [a, h.all(x, x > 1, y), b]\n", "1:8", #"write `"h.all(x, x > 1, y)"`"#),
    ]

    @Test(arguments: traps.indices)
    func aBareExpressionGetsOneFindingAndTheRepairedLine(index: Int) {
        let row = Self.traps[index]
        let reading = Reading(row.text)
        #expect(reading.places == ["unquoted-expression \(row.place)"], "\(row.text)")
        #expect(reading.findings.all.first?.help == row.help)
    }

    @Test func aRepairedLineIsGoodYAML() {
        for row in Self.traps {
            guard let help = Reading(row.text).findings.all.first?.help else { continue }
            let line = help.dropFirst("write `".count).dropLast()
            #expect(Reading(String(line)).findings.all.isEmpty, "\(line)")
        }
    }

    @Test func aSwallowedExpressionIsJoinedAgain() {
        let reading = Reading("{ reject: a.exists(h, h.x > f(1, 2)), reason: b }")
        #expect(reading.root?.keys == ["reject", "reason"])
        #expect(reading.root?["reject"]?.scalar?.text.string == "a.exists(h, h.x > f(1, 2))")
    }

    static let harmless = [
        "title: don't # a comment, isn't it\n", "a: 5' # 6'\n", "f: {a: (x, b: y}\n", "t: 'quoted (' # it's\n",
        "a: [f(x), g(y)]\n", "when: a == b\nc: d && e\n",
        "# a\na: [x, # y\n  '#', z#z] # z\nb: a#b\nc: | # d\n  x#y\n'#': {} # e\n#f\n",
        "%TAG !e! tag:e,2000: # x\n---\na: !e!b c\n...\n%YAML 1.2\n--- x\n",
 "image: ${applicant.selfie}\n", "{a: \"x(\", b: y)}\n",
    ]

    @Test(arguments: harmless)
    func whatYAMLReadsRightIsLeftAlone(text: String) {
        #expect(Reading(text).places.isEmpty)
    }

    @Test func textCutByACommentIsReported() {
        #expect(Reading("title: the 'best #1' one\n").places == ["cut-text 1:8"])
    }

    static let faults: [(text: String, place: String, words: String)] = [
        ("a:\n\tb: 1\n", "tab-indentation 2:1", "spaces only"),
        ("a:\n  b: 1\n \tc: 2\n", "tab-indentation 3:2", "spaces only"),
        ("a: [1, 2\nb: 3\n", "yaml-syntax 2:2", "`]` is missing"),
        ("a: {x: 1\n", "yaml-syntax 1:9", "`}` is missing"),
        ("a: 'open\nb: 1\n", "yaml-syntax 1:4", "never closed"),
        ("a: 1\n  b: 2\n", "yaml-syntax 2:4", "cannot stand inside a plain text"),
        ("a: 1\n- b\n", "yaml-syntax 2:1", "does not fit the mapping"),
        ("- a\nb: 1\n", "yaml-syntax 2:1", "does not fit the list"),
        ("é: 1\nä: \"\\q\"\n", "yaml-syntax 2:5", "no escape"),
        ("a: 1\nkey\nb: 2\n", "yaml-syntax 2:1", "no `:`"),
        ("a: `x y\n", "yaml-syntax 1:4", "cannot begin with this character"),
        ("a: \"x\"# y\n", "yaml-syntax 1:7", "space before its `#`"),
        ("a: [x,#y\n  z]\n", "yaml-syntax 1:7", "space before its `#`"),
        ("a: |# y\n  z\n", "yaml-syntax 1:5", "space before its `#`"),
        ("a: [x, -]\n", "yaml-syntax 1:8", "`-` alone"),
        ("a: x\n%YAML 1.2\n---\nb\n", "yaml-syntax 2:1", "before the document has ended"),
        ("- a\n---\n- [\n", "yaml-syntax 3:4", "the file ends"),
    ]

    @Test(arguments: faults.indices)
    func faultsAreNamedInPlainWordsOnTheirLine(index: Int) {
        let row = Self.faults[index]
        let reading = Reading(row.text)
        #expect(reading.places == [row.place], "\(row.text): \(reading.findings.all.map(\.message))")
        #expect(reading.findings.all.first?.message.contains(row.words) == true)
    }

    @Test func documentsBeforeAFaultAreKept() {
        #expect(Reading("a: 1\n---\nb: [\n").documents.count == 1)
    }
}
