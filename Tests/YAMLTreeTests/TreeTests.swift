import Diagnostics
import Testing
import YAMLTree

@Suite struct TreeTests {
    static let meanings: [(text: String, meaning: YAMLScalar.Resolved)] = [
        ("NO", .string("NO")), ("on", .string("on")), ("yes", .string("yes")), ("true", .bool(true)),
        ("False", .bool(false)), ("~", .null), ("", .null), ("Null", .null), ("nUll", .string("nUll")),
        ("12", .int(12)), ("-12", .int(-12)), ("+12", .int(12)), ("012", .int(12)), ("0o17", .int(15)),
        ("0x1F", .int(31)), ("0xFFFFFFFFFFFFFFFF", .double(18_446_744_073_709_551_616)), ("0b1", .string("0b1")),
        ("1_000", .string("1_000")), ("1.5", .double(1.5)), (".5", .double(0.5)), ("5.", .double(5)),
        ("1e3", .double(1000)), ("1e", .string("1e")), (".", .string(".")), ("+", .string("+")),
        (".inf", .double(.infinity)), ("-.INF", .double(-.infinity)), ("9223372036854775807", .int(.max)),
        ("-9223372036854775808", .int(.min)), ("99999999999999999999", .double(1e20)), ("1:30", .string("1:30")),
        ("2024-01-01", .string("2024-01-01")), ("0x", .string("0x")), ("0o8", .string("0o8")), ("inf", .string("inf")),
        ("nan", .string("nan")), ("0x1p3", .string("0x1p3")), ("'12'", .string("12")), ("\"true\"", .string("true")),
    ]

    @Test(arguments: meanings.indices)
    func scalarsMeanWhatTheCoreSchemaSays(index: Int) {
        let (text, meaning) = Self.meanings[index]
        #expect(Reading("a: \(text)").root?["a"]?.scalar?.resolved == meaning)
    }

    @Test func notANumberIsADouble() {
        guard case .double(let value)? = Reading("a: .NaN").root?["a"]?.scalar?.resolved else {
            Issue.record("`.NaN` is no double")
            return
        }
        #expect(value.isNaN)
    }

    @Test func anEmptyFileHasNoDocumentsAndSeveralHaveSeveral() {
        #expect(Reading("").documents.isEmpty)
        #expect(Reading("# only a comment\n").documents.isEmpty)
        #expect(Reading("").findings.all.isEmpty)
        #expect(Reading("a: 1\n---\nb: 2\n...\n---\n- c\n").documents.count == 3)
    }

    @Test func aliasesAreExpandedAndKnowWhereTheyCameFrom() {
        let reading = Reading("a: &x [1, 2]\nb: *x\nc:\n  d: *x\n")
        #expect(reading.findings.all.isEmpty)
        #expect(reading.root?["b"] != nil)
        #expect(reading.slice(reading.root?["b"]) == "&x [1, 2]")
        #expect(reading.root?["b"]?.anchor == nil)
        #expect(reading.slice(reading.root?["c"]) == "d: *x")
    }

    @Test func mergeKeysGiveWayToOwnKeysAndToEarlierOnes() {
        let reading = Reading(
            """
            a: &a {x: 1, y: 1}
            b: &b {y: 2, z: 2}
            c: {z: 9, <<: [*a, *b]}
            d:
              <<: *a
              y: 3
            """)
        #expect(reading.findings.all.isEmpty)
        #expect(reading.root?["c"]?.keys == ["z", "x", "y"])
        #expect(reading.root?["c"]?["y"]?.scalar?.resolved == .int(1))
        #expect(reading.root?["c"]?["z"]?.scalar?.resolved == .int(9))
        #expect(reading.root?["d"]?["y"]?.scalar?.resolved == .int(3))
        #expect(Reading("a: {<<: 1}").places == ["bad-merge 1:9"])
        #expect(Reading("a: {'<<': 1}").findings.all.isEmpty)
    }

    @Test func aSecondKeyIsReportedWithTheFirst() {
        let reading = Reading("a: 1\nb: 2\n\"a\": 3\n")
        #expect(reading.places == ["duplicate-key 3:1"])
        #expect(reading.findings.all.first?.related.first?.place.start == Position(line: 1, column: 1))
        #expect(reading.root?["a"]?.scalar?.resolved == .int(1))
    }
}
