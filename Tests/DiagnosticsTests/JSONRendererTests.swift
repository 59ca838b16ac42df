import Diagnostics
import Foundation
import Testing

@Suite struct JSONRendererTests {
    @Test func aRecordHoldsEverythingInOneOrder() {
        let file = SourceFile(path: "a\"b.yaml", text: "é: 1\nb: 2\n")
        var findings = Findings()
        findings.report(
            Finding(
                "bad", "a \u{1}\\ line\nbreak", at: Place(file: file, range: 6..<10), help: "write `b`",
                related: [.init("here", at: Place(file: file, range: 0..<2))],
                fix: .replace(Place(file: file, range: 6..<7), with: "c")))
        #expect(
            JSONRenderer().render(findings) == #"""
                [
                {"code":"bad","severity":"error","message":"a \u0001\\ line\nbreak","path":"a\"b.yaml","bytes":{"start":6,"end":10},"start":{"line":2,"column":1},"end":{"line":2,"column":5},"label":null,"help":"write `b`","related":[{"label":"here","path":"a\"b.yaml","bytes":{"start":0,"end":2},"start":{"line":1,"column":1},"end":{"line":1,"column":2}}],"fix":{"title":"write `c`","edits":[{"replacement":"c","path":"a\"b.yaml","bytes":{"start":6,"end":7},"start":{"line":2,"column":1},"end":{"line":2,"column":2}}]}}
                ]

                """#)
        #expect(JSONRenderer().render(Findings()) == "[]\n")
    }

    @Test func anyTextComesBackFromTheJSON() throws {
        let message = String(String.UnicodeScalarView((0..<0x300).compactMap(Unicode.Scalar.init))) + "\u{2028}😀"
        var findings = Findings()
        findings.report(Finding("bad", message, at: Place(file: SourceFile(path: "p", text: "x"), range: 0..<1)))
        let data = Data(JSONRenderer().render(findings).utf8)
        let records = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        #expect(records.first?["message"] as? String == message)
    }
}
