import Diagnostics
import ExpressionSyntax
import Expressions
import Testing
import YAMLDecoding
import YAMLTree

@Suite struct ExpressionTests {
    /// An expression with a fault in its middle, in every style; the place of `bogus`.
    static let styles: [(text: String, place: Position)] = [
        ("when: flags.x && bogus && true", Position(line: 1, column: 18)),
        ("when: flags.x &&\n  bogus\n  && true", Position(line: 2, column: 3)),
        ("when: 'flags.name == ''é'' && bogus'", Position(line: 1, column: 31)),
        (#"when: "flags.name == \"\u00e9\" && bogus""#, Position(line: 1, column: 36)),
        ("when: \"flags.x && \\\n   bogus\"", Position(line: 2, column: 4)),
        ("when: |\n  flags.x &&\n    bogus\n", Position(line: 3, column: 5)),
        ("when: >-\n\n  flags.x\n  && bogus &&\n\n  true\n", Position(line: 4, column: 6)),
        ("é: {when: flags.name == 'ü' && bogus}", Position(line: 1, column: 32)),
    ]

    @Test(arguments: styles.indices)
    func aFaultIsPlacedInsideTheScalar(index: Int) throws {
        let row = Self.styles[index]
        var reading = Reading(row.text)
        let outer = row.text.hasPrefix("é") ? reading["é"] : reading.node
        let record = try #require(Record(outer, as: "it", findings: &reading.findings))
        let node = try #require(record["when"]).value
        #expect(expression(node, in: .sample, expecting: .bool, findings: &reading.findings) == nil)
        #expect(reading.findings.all.first?.place.start == row.place)
        #expect(reading.findings.all.first.map { reading.slice($0.place) } == "bogus")
    }

    @Test func referencesHavePlaces() throws {
        var reading = Reading("a: >-\n  true &&\n  flags.name == 'x'\n")
        let compiled = try #require(
            expression(reading["a"], in: .sample, expecting: .bool, findings: &reading.findings))
        let reference = try #require(compiled.references.first { $0.path.first == "flags" })
        #expect(reference.path == ["flags", "name"])
        #expect(reading.slice(reference.place) == "flags.name")
        #expect(reference.place.start == Position(line: 3, column: 3))
        #expect(reference.prefixes.map(reading.slice) == ["flags", "flags.name"])
    }

    @Test func aWrongTypeNamesBothTypes() {
        var reading = Reading("a: flags.n\nb: 1\nc: true\n")
        #expect(expression(reading["a"], in: .sample, expecting: .bool, findings: &reading.findings) == nil)
        #expect(reading.message == "a `bool` is due here, but this expression is a `int`")
        #expect(reading.places == ["wrong-type 1:4"])
        #expect(expression(reading["b"], in: .sample, expecting: .double, findings: &reading.findings) == nil)
        #expect(expression(reading["b"], in: .sample, expecting: .int, findings: &reading.findings) != nil)
        #expect(expression(reading["c"], in: .sample, expecting: .bool, findings: &reading.findings) != nil)
    }

    static let refusals: [(text: String, words: String, help: String?)] = [
        ("when: !flags.x", "`!flags.x` is read as a YAML tag", #"write `when: "!flags.x"`"#),
        ("when: !flags.x == true", "tag", #"write `when: "!flags.x == true"`"#),
        ("when: &flags", "`&flags` is read as a YAML anchor", #"write `when: "&flags"`"#),
        ("{ when: !flags.x, b: 1 }", "tag", #"write `when: "!flags.x"`"#),
        ("when:", "nothing is written", "write one, such as `true`"),
        ("when: '  '", "nothing is written", "write one, such as `true`"),
        ("when: [flags.x]", "this is a list", #"write `when: "[flags.x]"`"#),
        ("when:\n  - flags.x\n  - b\n", "this is a list", nil),
        ("when: ${flags.x}", "without `${…}`", #"write `when: "flags.x"`"#),
    ]

    @Test(arguments: refusals.indices)
    func whatYAMLTookForSomethingElseIsRefusedWithTheLineToWrite(index: Int) {
        let row = Self.refusals[index]
        var reading = Reading(row.text)
        #expect(expression(reading["when"], in: .sample, expecting: .bool, findings: &reading.findings) == nil)
        #expect(reading.findings.all.map(\.code) == ["no-expression"])
        #expect(reading.message?.contains(row.words) == true, "\(reading.message ?? "")")
        #expect(reading.help == row.help)
    }
}
