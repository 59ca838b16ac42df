import Testing

@testable import YAMLDecoding

@Suite struct TemplateScannerTests {
    /// A text, and its parts: `=` before text, `$` before an expression, `!` before what is not closed.
    static let cases: [(text: String, parts: [String])] = [
        ("plain", ["=plain"]),
        ("${a}", ["$a"]),
        ("x ${a} y ${b}", ["=x ", "$a", "= y ", "$b"]),
        ("$${a} $b $", ["=${a} $b $"]),
        ("$$${a}", ["=$${a}"]),
        ("${{'a': {'b': 1}}}", ["${'a': {'b': 1}}"]),
        ("${'}'}x", ["$'}'", "=x"]),
        ("${\"}\\\"}\"}x", ["$\"}\\\"}\"", "=x"]),
        ("${r'\\'}x", ["$r'\\'", "=x"]),
        ("${bR\"\\\" + '}'}x", ["$bR\"\\\" + '}'", "=x"]),
        ("${bar'\\'}'}x", ["$bar'\\'}'", "=x"]),
        ("${'''a}'b}'''}x", ["$'''a}'b}'''", "=x"]),
        ("${r\"\"\"}\\\"\"\"}x", ["$r\"\"\"}\\\"\"\"", "=x"]),
        ("${''}x", ["$''", "=x"]),
        ("${a // }\n}x", ["$a // }\n", "=x"]),
        ("${a / b}x", ["$a / b", "=x"]),
        ("${'a\n}x", ["$'a\n", "=x"]),
        ("a ${b", ["=a ", "!${b"]),
        ("${'", ["!${'"]),
        ("${'\\", ["!${'\\"]),
        ("${", ["!${"]),
        ("${}", ["$"]),
        ("é${ü}é", ["=é", "$ü", "=é"]),
    ]

    @Test(arguments: cases.indices)
    func bracesAndQuotesOfTheExpressionCount(index: Int) {
        let row = Self.cases[index]
        let bytes = Array(row.text.utf8)
        let parts = TemplateScanner.parts(of: row.text).map { part in
            switch part {
            case .text(let text): "=\(text)"
            case .expression(let range): "$" + String(decoding: bytes[range], as: UTF8.self)
            case .unclosed(let range): "!" + String(decoding: bytes[range], as: UTF8.self)
            }
        }
        #expect(parts == row.parts)
    }
}
