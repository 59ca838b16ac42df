import Diagnostics
import Testing
import YAMLDecoding

@Suite struct RecordTests {
    @Test func unknownKeysAreReportedWithTheNearestAndLeftOut() {
        var reading = Reading("id: a\nwhne: true\n")
        let record = Record(reading.node, as: "a step", keys: ["id", "when"], findings: &reading.findings)
        #expect(record?.names == ["id"])
        #expect(reading.places == ["unknown-key 2:1"])
        #expect(reading.message == "`whne` is no key of a step")
        #expect(reading.help == "did you mean `when`? its keys are `id`, `when`")
    }

    @Test func ignoredKeysAreLeftToTheCaller() {
        var reading = Reading("id: a\nlater: true\n")
        let record = Record(reading.node, as: "a step", keys: ["id"], ignoring: ["later"], findings: &reading.findings)
        #expect(record?.names == ["id"] && reading.findings.all.isEmpty)
    }

    @Test func aWrongKindNamesBothKinds() {
        var reading = Reading("- a\n")
        #expect(Record(reading.node, as: "a step", keys: ["id"], findings: &reading.findings) == nil)
        #expect(reading.message == "a step must be a mapping, but is a list")
    }

    @Test func aMissingKeyIsReportedAtTheMapping() {
        var reading = Reading("a:\n  id: x\n")
        let record = Record(reading["a"], as: "a step", keys: ["id", "check"], findings: &reading.findings)
        #expect(record?.require("id", findings: &reading.findings) != nil)
        #expect(record?.require("check", findings: &reading.findings) == nil)
        #expect(reading.places == ["missing-key 2:3"])
        #expect(record?["check"] == nil)
    }

    @Test func freeKeysMayBeNumbersButNotListsOrNothing() {
        var reading = Reading("NO: 1\n200: 2\n? [a]\n: 3\n~: 4\n")
        let record = Record(reading.node, as: "the map", findings: &reading.findings)
        #expect(record?.names == ["NO", "200"])
        #expect(reading.places == ["wrong-key 3:3", "wrong-key 5:1"])
    }
}
