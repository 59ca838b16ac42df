import ExpressionSyntax
import Expressions
import Foundation
import Testing

@Suite struct EvaluationTests {
    /// Expressions and their values, written as the language would write them.
    private static let values: [(String, String)] = [
        ("1 + 2 * 3", "7"), ("{1: 'a'}[dyn(1u)]", "\"a\""), ("[1, 'a', 2.0].map(x, type(x))", "[int, string, double]"),
        ("{'b': 1, 'a': 2}.map(k, k)", "[\"a\", \"b\"]"), ("has({'a': null}.a)", "true"),
        ("'%.2f %s'.format([2.5, [1]])", "\"2.50 [1]\""), ("optional.of(1).optMap(x, x + 1).orValue(0)", "2"),
        ("cel.bind(x, 2, cel.bind(y, x * 2, x + y))", "6"), ("[3, 1, 2].filter(x, x > 1).map(x, x * 10)", "[30, 20]"),
        ("math.greatest(1, 2.5, 2u)", "2.5"), ("timestamp('2024-03-31T01:30:00Z').getHours('Europe/Berlin')", "3"),
        ("string(1e21) + ' ' + string(1.0) + ' ' + string(0.1)", "\"1e+21 1 0.1\""),
        ("-9223372036854775808", "-9223372036854775808"),
        ("[1, 2].transformMap(i, v, v * 10)", "{0: 10, 1: 20}"), ("!(!true)", "true"), ("dyn(1) in [1.0]", "true"),
        ("[1, 2, 3].exists(x, 1 / (x - 1) > 0)", "true"), ("'a' < 'b' && b'a' < b'b'", "true"),
        ("{'a': 1}.?b.orValue(5)", "5"), ("[?optional.none(), 1]", "[1]"),
        ("[[1, 2], [3]].map(l, l.map(x, x + l.size()))", "[[3, 4], [4]]"),
        ("{'a': 1}.transformMapEntry(k, v, {string(v): k})", "{\"1\": \"a\"}"),
        ("'abc'.replace('', '-')", "\"-a-b-c-\""), ("'abc'.split('')", "[\"a\", \"b\", \"c\"]"),
        ("'a,b,c'.split(',', 2)", "[\"a\", \"b,c\"]"), ("'tacocat'.lastIndexOf('at', 1)", "-1"),
        ("'%e %.0f %x'.format([0.0, 2.5, -255])", "\"0.000000e+00 2 -ff\""),
    ]

    @Test(arguments: values)
    func expressionsHaveTheirValues(text: String, value: String) {
        guard case .value(let found) = evaluate(text) else {
            Issue.record("\(text): \(evaluate(text))")
            return
        }
        #expect(found.literal == value)
    }

    @Test(arguments: [
        ("1 / 0", "divide-by-zero"), ("9223372036854775807 + 1", "overflow"), ("{}['a']", "no-such-key"),
        ("[1][1]", "index-out-of-range"), ("int('x')", "bad-conversion"), ("{1: 1, 1u: 2}", "repeated-key"),
        ("'a'.matches('(')", "bad-pattern"), ("dyn(1) + 'a'", "no-such-overload"),
        ("optional.none().value()", "no-value"),
        ("timestamp('2024-01-01T00:00:00Z').getHours('Mars/Base')", "unknown-time-zone"),
        ("{dyn(1.5): 1}", "unsupported-key"),
    ])
    func failuresHaveCodes(text: String, code: String) {
        #expect(failureCode(evaluate(text)) == code)
    }

    @Test func aFailureNamesTheBytesThatFailed() {
        guard case .failure(let failure) = evaluate("true ? 1 + 2 / 0 : 3") else {
            Issue.record("it must fail")
            return
        }
        #expect(failure.range == 11..<16)
    }

    @Test func aFailureKeepsValuesToItself() {
        guard case .failure(let failure) = evaluate("int(name)", ["name": "Hannah"]) else {
            Issue.record("it must fail")
            return
        }
        #expect(!failure.description.contains("Hannah"))
    }

    @Test(arguments: [
        "[1,1,1,1,1,1,1,1,1,1].map(a, [1,1,1,1,1,1,1,1,1,1].map(b, [1,1,1,1,1,1,1,1,1,1].map(c, [1,1,1,1,1,1,1,1,1,1].map(d, a))))",
        "[0,1,2,3,4,5,6,7,8,9].exists(a, [0,1,2,3,4,5,6,7,8,9].exists(b, [0,1,2,3,4,5,6,7,8,9].exists(c, [0,1,2,3,4,5,6,7,8,9].exists(d, a + b + c + d == 99)))) || true",
    ])
    func anEvaluationStopsWhenItsBudgetIsSpent(text: String) {
        #expect(failureCode(evaluate(text, budget: 5000)) == "cost-exceeded")
    }

    /// Each binding doubles the one before: a value of 2^60 elements in 60 small lists.
    @Test func aValueThatSharesItsPartsIsPaidForInFull() {
        var text = "x59"
        for level in (1..<60).reversed() { text = "cel.bind(x\(level), [x\(level - 1), x\(level - 1)], \(text))" }
        text = "cel.bind(x0, [1], \(text))"
        #expect(failureCode(evaluate(text)) == "cost-exceeded")
        #expect(failureCode(evaluate(text.replacingOccurrences(of: "x59)", with: "x59 == x58)"))) != nil)
    }

    @Test func customFunctionsAreDeclaredAndProvided() {
        let age = Overload(id: "age_timestamp", parameters: [.timestamp], result: .int)
        let size = Overload(id: "size_image", parameters: [.opaque("image", [])], result: .int)
        var environment = ExpressionEnvironment()
        environment.declare(FunctionDeclaration("age", age))
        environment.declare(FunctionDeclaration("size", size))
        environment.declare("photo", .opaque("image", []))
        var functions = FunctionTable()
        functions.define(age) { _ throws(EvaluationFailure) in .int(42) }
        functions.define(size) { _ throws(EvaluationFailure) in .int(9) }
        let photo = Value.opaque(Opaque(kind: "image", id: "1"))
        func run(_ text: String) -> Evaluation {
            evaluate(text, ["photo": photo], in: environment, functions: functions)
        }
        #expect(run("age(timestamp(0)) + size(photo) + size('abc')") == .value(54))
        #expect(run("size(dyn(photo)) + size(dyn('abc'))") == .value(12))
        #expect(failureCode(run("age('x')")) == "issues")
        #expect(failureCode(run("photo + photo")) == "issues")
        #expect(failureCode(evaluate("age(timestamp(0))", in: environment)) == "no-such-function")
    }
}
