import Expressions
import Foundation
import Testing

@Suite struct ValueTests {
    private static let samples: [Value] = [
        .null, true, 5, .uint(5), 5.0, .double(.nan), .double(-0.0), .double(.infinity), "a\u{301}", "\u{e1}",
        .bytes([0, 255]),
        [1, [2]], ["a": 1], .map([.int(1): "x", .uint(1): "y", .bool(true): .null]),
        .timestamp(CELTimestamp(seconds: -1, nanoseconds: 500_000_000)!), .duration(CELDuration(nanoseconds: -1)),
        .type("int"), .optional(nil), .optional(.optional(nil)), .opaque(Opaque(kind: "image", id: "7")),
        .object(LazyObject(typeName: "person", fields: ["age": 30])),
    ]

    @Test func storedValuesComeBackAsTheyWere() throws {
        let decoder = JSONDecoder()
        for sample in Self.samples {
            let stored = try encoded(sample)
            #expect(try decoder.decode(Value.self, from: stored) == sample)
        }
    }

    @Test func unlikeValuesAreUnequalAndStoredDifferently() throws {
        for (place, one) in Self.samples.enumerated() {
            for other in Self.samples[(place + 1)...] {
                #expect(one != other)
                #expect(try encoded(one) != encoded(other))
            }
        }
    }

    @Test func aMapIsStoredInTheOrderOfItsKeys() throws {
        let keys = (0..<50).map { MapKey.string("k\($0)") }
        let one = Value.map(Dictionary(uniqueKeysWithValues: keys.map { ($0, 1) }))
        let other = Value.map(Dictionary(uniqueKeysWithValues: keys.reversed().map { ($0, 1) }))
        #expect(try encoded(one) == encoded(other))
    }

    @Test func theLanguageComparesNumbersAcrossTheirKinds() {
        #expect(Value.int(1).equals(.uint(1)) && Value.int(1).equals(1.0))
        #expect(!Value.double(.nan).equals(.double(.nan)))
        #expect(Value.map([.int(1): "a"]).equals(.map([.uint(1): "a"])))
        #expect(!Value.string("a\u{301}").equals("\u{e1}"))
        #expect(!Value.int(1).equals("1"))
    }

    @Test func aDescriptionSaysNothingOfTheContents() {
        #expect("\(Value.string("Hannah"))" == "string(6)")
        #expect("\(Value.record(["name": "Hannah"]))" == "map(1)")
    }

    @Test func valuesStaySmall() {
        #expect(MemoryLayout<Value>.size <= 17)
    }

    private func encoded(_ value: Value) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(value)
    }
}

@Suite struct TimeTests {
    @Test(arguments: [
        ("2009-02-13T23:31:30Z", "2009-02-13T23:31:30Z"), ("2009-02-13T23:31:30.500+01:30", "2009-02-13T22:01:30.5Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("1969-12-31T23:59:59.000000001Z", "1969-12-31T23:59:59.000000001Z"),
    ])
    func timestampsAreReadAndWritten(text: String, canonical: String) {
        #expect(CELTimestamp(text)?.description == canonical)
    }

    @Test(arguments: ["2023-02-29T00:00:00Z", "2009-02-13", "2009-02-13T24:00:00Z", "10000-01-01T00:00:00Z", "x", ""])
    func whatIsNoTimestampIsRefused(text: String) { #expect(CELTimestamp(text) == nil) }

    @Test(arguments: [
        ("1h30m", 5_400_000_000_000), ("-1.5s", -1_500_000_000), ("2us", 2000), ("0", 0), ("+.5ms", 500_000),
        ("0.0000000019s", 1), ("-9223372036854775808ns", Int64.min),
    ])
    func durationsAreRead(text: String, nanoseconds: Int64) {
        #expect(CELDuration(text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: ["", "1", "s", "1x", "9223372036854775808ns", "320000000000s", "1s-", "."])
    func whatIsNoDurationIsRefused(text: String) { #expect(CELDuration(text) == nil) }
}
