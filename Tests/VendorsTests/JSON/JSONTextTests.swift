import Expressions
import Testing

@testable import Vendors

@Suite struct JSONTextTests {
    @Test(arguments: [
        ("null", Value.null), (" true ", .bool(true)), ("0", .int(0)), ("-0", .int(0)), ("-12", .int(-12)),
        ("9223372036854775807", .int(.max)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
        ("1.0", .double(1)), ("1e2", .double(100)), ("-2.5E-1", .double(-0.25)), (#""""#, .string("")),
        (#""aé\n\"\/\\""#, .string("aé\n\"/\\")), (#""😀""#, .string("😀")), ("[]", .list([])),
        (#"[1,[2],{"a":null}]"#, .list([.int(1), .list([.int(2)]), .map(["a": .null])])),
        (#"{ "b" : 1 , "a" : "x" }"#, .map(["a": .string("x"), "b": .int(1)])),
    ])
    func readsWhatTheStandardAllows(text: String, value: Value) throws {
        #expect(try JSONText.parse(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", JSONProblem.Code.empty, 0), ("  ", .empty, 2), ("{", .ended, 1), ("[1,", .ended, 3), (#""ab"#, .ended, 3),
        ("tru", .ended, 3), ("trux", .unexpected, 3), ("1 2", .trailing, 2), ("[1,]", .unexpected, 3),
        (#"{"a":1,}"#, .unexpected, 7), (#"{a:1}"#, .unexpected, 1), ("01", .trailing, 1), ("1.", .ended, 2),
        ("1.x", .badNumber, 2), ("-", .ended, 1), ("+1", .unexpected, 0), ("1e999", .badNumber, 0),
        ("NaN", .unexpected, 0),
        (#"{"a":1,"a":2}"#, .duplicateKey, 7), (#""\x""#, .badEscape, 1), (#""\ud83d""#, .badEscape, 1),
        (#""\ude00""#, .badEscape, 1), ("\"a\tb\"", .controlCharacter, 2), ("'a'", .unexpected, 0),
        ("\u{FEFF}1", .unexpected, 0), ("<html>", .unexpected, 0),
    ])
    func refusesTheRestAndSaysWhere(text: String, code: JSONProblem.Code, offset: Int) {
        #expect(throws: JSONProblem(code, at: offset)) { try JSONText.parse(Array(text.utf8)) }
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(throws: JSONProblem(.notUTF8, at: 0)) { try JSONText.parse([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONProblem(.notUTF8, at: 1)) { try JSONText.parse([0x5B, 0x22, 0xC0, 0x80, 0x22, 0x5D]) }
    }

    @Test func nestsAsDeepAsAllowedAndNoDeeper() throws {
        let deepest = JSONText.maximumDepth
        let fits = String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest)
        _ = try JSONText.parse(Array(fits.utf8))
        #expect(throws: JSONProblem(.tooDeep, at: deepest)) {
            try JSONText.parse(Array(repeating: UInt8(ascii: "["), count: 10_000_000))
        }
    }

    @Test func writesOneFormForOneValue() {
        let value = Value.map([
            "b": .list([.int(1), .double(2), .double(0.5), .optional(nil), .optional(.string("x"))]),
            "a": .string("q\"\\\n\u{1}é"), "none": .optional(nil), "é": .null,
        ])
        let text = String(decoding: JSONText.encode(value), as: UTF8.self)
        #expect(text == #"{"a":"q\"\\\n\u0001é","b":[1,2,0.5,"x"],"é":null}"#)
    }

    @Test func neverWritesWhatIsNoNumber() {
        #expect(JSONText.encode(.list([.double(.nan), .double(.infinity)])) == Array("[null,null]".utf8))
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let value = Value.map(["n": .double(1e300), "s": .string("\u{0}\u{1F}\u{7F}\u{2028}"), "l": .list([.map([:])])])
        #expect(try JSONText.parse(JSONText.encode(value)) == value)
    }
}
