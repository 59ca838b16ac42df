import Diagnostics
import Testing
import YAMLTree

@Suite struct LimitTests {
    @Test func deepNestingEndsAtOnce() {
        let clock = ContinuousClock()
        for unit in ["[", "- ", "{a: ", "? ", "[{", "- - "] {
            var reading = Reading("")
            let bytes = Array(String(repeating: unit, count: 2_000_000).utf8)
            let time = clock.measure {
                reading = Reading(bytes: bytes, limits: YAMLLimits(bytes: 20_000_000))
            }
            #expect(reading.findings.all.map(\.code) == ["too-deep"], "\(unit)")
            // In release it takes milliseconds; quadratic time would take hours.
            #expect(time < .seconds(20), "\(unit): \(time)")
        }
    }

    @Test func depthCountsToTheLimitAndExpandedAliasesToo() {
        let deepest = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(Reading(deepest).findings.all.isEmpty)
        #expect(Reading("[" + deepest + "]").places == ["too-deep 1:129"])
        var chain = "- &a0 [x]\n"
        for level in 1...200 { chain += "- &a\(level) [*a\(level - 1)]\n" }
        #expect(Reading(chain).findings.all.map(\.code) == ["too-deep"])
    }

    @Test func anAliasBombIsAFinding() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(names)]\n"
        }
        #expect(Reading(bomb).findings.all.map(\.code) == ["too-many-nodes"])
        var merges = "a0: &a0 {x0: 1}\n"
        for level in 1...60 { merges += "a\(level): &a\(level) {x\(level): *a\(level - 1), <<: [*a\(level - 1), *a\(level - 1)]}\n" }
        #expect(Reading(merges).findings.all.map(\.code) == ["too-many-nodes"])
    }

    @Test func sizeAndDocumentsAreLimited() {
        #expect(Reading("abcdef", limits: YAMLLimits(bytes: 5)).places == ["file-too-large 1:1"])
        let many = String(repeating: "--- a\n", count: 5)
        #expect(Reading(many, limits: YAMLLimits(documents: 4)).places == ["too-many-documents 5:1"])
    }

    @Test func anAliasToNothingOrToItselfIsAFinding() {
        #expect(Reading("a: &name 1\nb: *nmae\n").places == ["unknown-alias 2:4"])
        #expect(Reading("a: &x [*x]\n").places == ["unknown-alias 1:8"])
        #expect(Reading("&a a: 1\n---\nb: *a\n").places == ["unknown-alias 3:4"])
    }

    /// Each of these once took time that grows with the square of the size.
    @Test func aFileOfNothingButFaultsOnOneLineEndsSoon() {
        let clock = ContinuousClock()
        for unit in ["f(a, b), ", "f(, ", "é(x, ", "a 'x, ", "a: 1, ", "\"a\": {a: f(x, y)}, "] {
            let text = "[" + String(repeating: unit, count: 10_000) + "]"
            let time = clock.measure {
                let reading = Reading(text)
                #expect(reading.findings.all.count <= Findings.limit)
                _ = TextRenderer().render(reading.findings).count + JSONRenderer().render(reading.findings).count
            }
            #expect(time < .seconds(20), "\(unit): \(time)")
        }
        let nested = "a b: c: " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(Reading(nested).findings.all.map(\.code) == ["yaml-syntax"])
    }

    static let encodings: [(bytes: [UInt8], place: String, word: String)] = [
        ([0x61, 0x3A, 0x20, 0xC3, 0x28], "not-utf-8 1:4", "0xC3"),
        ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "not-utf-8 1:4", "0xED"),
        ([0xC0, 0x80], "not-utf-8 1:1", "0xC0"),
        ([0xFF, 0xFE, 0x61, 0x00], "not-utf-8 1:1", "UTF-16"),
        ([0x00, 0x61, 0x00, 0x3A], "not-utf-8 1:1", "UTF-16"),
        ([0x61, 0x0A, 0x62, 0x00], "control-character 2:2", "U+0000"),
        ([0x61, 0x62, 0x1B], "control-character 1:3", "U+001B"),
        (Array("a\u{FEFF}".utf8), "control-character 1:2", "U+FEFF"),
        (Array("a\u{FFFE}".utf8), "control-character 1:2", "U+FFFE"),
        (Array("\u{FEFF}a: 1".utf8), "byte-order-mark 1:1", "byte order mark"),
    ]

    @Test(arguments: encodings.indices)
    func bytesThatAreNoTextAreNamed(index: Int) {
        let row = Self.encodings[index]
        let reading = Reading(bytes: row.bytes)
        #expect(reading.places == [row.place])
        #expect(reading.findings.all.first?.message.contains(row.word) == true)
    }
}
