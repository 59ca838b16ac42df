import ExpressionSyntax
import Expressions
import Testing

/// `age`, `days_until` and `fold`.
struct PeopleFunctionTests {
    /// 2026-03-01T00:30:00Z.
    private static let now = CELTimestamp(clamping: 1_772_325_000_000)

    private func evaluate(_ text: String) throws -> Evaluation {
        var environment = ExpressionEnvironment(libraries: [.people])
        environment.declare(ObjectType("run", fields: ["now": .timestamp]))
        environment.declare("run", .object("run"))
        let compiled = environment.compile(text)
        let expression = try #require(compiled.expression, "\(compiled.issues)")
        return expression.evaluate(Bindings(["run": .map(["now": .timestamp(Self.now)])]))
    }

    @Test(arguments: [
        ("age('2008-03-01')", Value.int(18)), ("age('2008-03-02')", 17), ("age('2008-02-29')", 18),
        ("age('2026-03-01')", 0), ("age('1934-10-02')", 91),
        ("days_until('2026-03-01')", 0), ("days_until('2026-03-31')", 30), ("days_until('2026-02-28')", -1),
        ("days_until('2027-03-01')", 365),
        ("fold('Müller')", "muller"), ("fold('  ŁUKASZ   Ström ')", "lukasz strom"), ("fold('Straße')", "strasse"),
        ("fold('Nguyễn')", "nguyen"), ("fold('Ærø')", "aero"), ("fold('I\u{307}stanbul')", "istanbul"),
        ("fold('Ilya')", "ilya"), ("fold('Жанна')", "жанна"), ("fold('e\u{301}')", "e"), ("fold('')", ""),
        ("fold('O\\'Neill-2')", "o'neill-2"),
    ])
    func itComesTo(_ row: (text: String, value: Value)) throws {
        #expect(try evaluate(row.text) == .value(row.value))
    }

    @Test(arguments: ["age('2026-02-30')", "age('1.2.2003')", "age('')", "days_until('2026-13-01')", "age('20260301')"])
    func whatIsNoDateIsAFailure(_ text: String) throws {
        guard case .failure(let failure) = try evaluate(text) else { return #expect(Bool(false), "\(text)") }
        #expect(failure.code == "bad-date")
    }

    /// A flow can say the day itself; without the library there are no such names.
    @Test func theDayMayBeGiven() throws {
        #expect(try evaluate("age('2000-01-01', timestamp('2018-01-01T00:00:00Z'))") == .value(18))
        #expect(ExpressionEnvironment().compile("fold('a')").expression == nil)
    }
}
