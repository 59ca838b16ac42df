import Diagnostics
import ExpressionSyntax
import Expressions
import Testing
import YAMLDecoding

@Suite struct TemplateTests {
    private struct Sample: Activation {
        func resolve(_ name: String) -> Resolution {
            switch name {
            case "flags":
                .value(
                    .map([
                        .string("x"): .bool(true), .string("n"): .int(7), .string("name"): .string("Ada"),
                        .string("tags"): .list([.string("a")]),
                    ]))
            case "nickname": .value(.optional(nil))
            default: .absent
            }
        }
    }

    private func value(_ text: String) throws -> Value {
        var reading = Reading(text)
        let compiled = try #require(template(reading.node, in: .sample, findings: &reading.findings))
        #expect(reading.findings.all.isEmpty)
        guard case .value(let value) = compiled.template.evaluate(Sample()) else {
            Issue.record("no value")
            return .null
        }
        return value
    }

    @Test func aLoneExpressionKeepsItsTypeAndTextIsJoined() throws {
        #expect(try value("'${flags.n}'") == .int(7))
        #expect(try value("'${flags.tags}'") == .list([.string("a")]))
        #expect(try value("'a ${flags.name} ${flags.n + 1} $${x}'") == .string("a Ada 8 ${x}"))
        #expect(try value("plain") == .string("plain"))
        #expect(try value("12") == .int(12))
    }

    @Test func listsAndMappingsAreGoneThroughAndNoneIsLeftOut() throws {
        #expect(
            try value("a: ['${flags.name}', 2]\nb:\n  c: '${nickname}'\n  d: x\n")
                == .map([
                    .string("a"): .list([.string("Ada"), .int(2)]), .string("b"): .map([.string("d"): .string("x")]),
                ]))
    }

    @Test func bracesInsideTheExpressionDoNotEndIt() throws {
        #expect(try value("\"${ {'a}': '}'}['a}'] }\"") == .string("}"))
    }

    @Test func whatHasNoExpressionsIsOneLiteral() throws {
        var reading = Reading("a: [1, x]\nb: {c: true}\n")
        let compiled = try #require(template(reading.node, in: .sample, findings: &reading.findings))
        #expect(compiled.isConstant)
        guard case .literal(let value) = compiled.template else {
            Issue.record("not a literal")
            return
        }
        #expect(literal(reading.node, findings: &reading.findings) == value)
    }

    static let faults: [(text: String, place: String)] = [
        ("a: \"\\u00e9 ${bogus}\"\n", "1:14"),
        ("a: >\n  one\n  two ${flags.name}\n  ${1 + bogus}\n", "4:9"),
        ("a:\n  - x: 'it''s ${bogus}'\n", "2:17"),
        ("a: 'x ${flags.n'\n", "1:7"),
        ("a: 'x ${ }'\n", "1:7"),
        ("a: 'x ${flags.tags}'\n", "1:9"),
        ("a: 'x ${nickname}'\n", "1:9"),
        ("a: !x '${flags.n}'\n", "1:4"),
    ]

    @Test(arguments: faults.indices)
    func faultsStandAtTheirPlace(index: Int) {
        let row = Self.faults[index]
        var reading = Reading(row.text)
        #expect(template(reading.node, in: .sample, findings: &reading.findings) == nil)
        let places = reading.findings.sorted.map { "\($0.place.start.line):\($0.place.start.column)" }
        #expect(places == [row.place], "\(reading.findings.all.map(\.message))")
    }

    @Test func everyFaultOfAValueIsReportedAtOnce() {
        var reading = Reading("a: '${bogus} ${worse}'\nb: ['${bogus}', '${x']\n")
        #expect(template(reading.node, in: .sample, findings: &reading.findings) == nil)
        #expect(reading.findings.all.count == 4)
    }
}
