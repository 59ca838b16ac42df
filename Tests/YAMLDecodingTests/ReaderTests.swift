import Diagnostics
import Expressions
import Testing
import Vocabulary
import YAMLDecoding

@Suite struct ReaderTests {
    @Test func textIsTextAndNumbersWantQuotes() {
        var reading = Reading("a: NO\nb: 'x'\nc: 12\nd: !x y\n")
        #expect(reading["a"].string("the title", findings: &reading.findings) == "NO")
        #expect(reading["b"].string("the title", findings: &reading.findings) == "x")
        #expect(reading.findings.all.isEmpty)
        #expect(reading["c"].string("the title", findings: &reading.findings) == nil)
        #expect(reading.message == "the title must be text, but is a whole number")
        #expect(reading.help == "write `c: \"12\"`")
        #expect(reading["d"].string("the title", findings: &reading.findings) == nil)
        #expect(reading.places == ["wrong-kind 3:4", "unexpected-tag 4:4"])
    }

    @Test func numbersAndTruthAreReadByTheCoreSchema() {
        var reading = Reading("a: true\nb: 0x10\nc: 2\nd: 2.5\ne: yes\n")
        #expect(reading["a"].bool("it", findings: &reading.findings) == true)
        #expect(reading["b"].int("it", findings: &reading.findings) == 16)
        #expect(reading["c"].double("it", findings: &reading.findings) == 2)
        #expect(reading["d"].double("it", findings: &reading.findings) == 2.5)
        #expect(reading.findings.all.isEmpty)
        #expect(reading["e"].bool("it", findings: &reading.findings) == nil)
        #expect(reading.help == "write `true`")
        #expect(reading["d"].int("it", findings: &reading.findings) == nil)
        #expect(reading["a"].double("it", findings: &reading.findings) == nil)
        #expect(reading.places == ["wrong-kind 1:4", "wrong-kind 4:4", "wrong-kind 5:4"])
    }

    @Test func durationsHaveUnits() {
        var reading = Reading("a: 1h30m\nb: 30\nc: soon\n")
        #expect(reading["a"].interval("the timeout", findings: &reading.findings) == .seconds(5400))
        #expect(reading["b"].interval("the timeout", findings: &reading.findings) == nil)
        #expect(reading.help == "write `30s` for seconds; the units are `ms s m h d w`")
        #expect(reading["c"].interval("the timeout", findings: &reading.findings) == nil)
        #expect(reading.places == ["wrong-kind 2:4", "wrong-duration 3:4"])
    }

    @Test func choicesAndListsSayWhatToWrite() {
        var reading = Reading("a: review\nb: reviw\nc: x\nd: [1, 2]\n")
        let choices = [(name: "review", value: 1), (name: "skip", value: 2)]
        #expect(reading["a"].choice("`on_unmet`", of: choices, findings: &reading.findings) == 1)
        #expect(reading["d"].list("the list", findings: &reading.findings)?.count == 2)
        #expect(reading["b"].choice("`on_unmet`", of: choices, findings: &reading.findings) == nil)
        #expect(reading.help == "did you mean `review`? its values are `review`, `skip`")
        #expect(reading["c"].list("the list", findings: &reading.findings) == nil)
        #expect(reading.findings.all.last?.help == "write `[x]`")
        #expect(reading["d"].choice("`on_unmet`", of: choices, findings: &reading.findings) == nil)
        #expect(reading.findings.all.last?.message == "`on_unmet` must be one of `review`, `skip`, but is a list")
    }

    @Test func plainDataKeepsItsTypes() {
        var reading = Reading("a: [1, 2.0, x, null, true, '3']\nb: {c: 99999999999999999999}\nd: {200: {e: 1}}\n")
        #expect(
            literal(reading["a"], findings: &reading.findings)
                == .list([.int(1), .double(2), .string("x"), .null, .bool(true), .string("3")]))
        #expect(
            literal(reading["d"], findings: &reading.findings)
                == .map([.string("200"): .map([.string("e"): .int(1)])]))
        #expect(literal(reading["b"], findings: &reading.findings) == nil)
        #expect(reading.places == ["number-too-large 2:8"])
    }
}
