import ExpressionSyntax
import Expressions
import Foundation
import Testing

@testable import conformance

@Suite struct UnparserTests {
    @Test(arguments: [
        ("a&&(b||c)", "a && (b || c)"), ("(a&&b)||c", "a && b || c"), ("a - (b - c)", "a - (b - c)"), ("(a-b)-c", "a - b - c"),
        ("(a ? b : c) ? d : e", "(a ? b : c) ? d : e"), ("a ? b : (c ? d : e)", "a ? b : c ? d : e"), ("-(1)", "-(1)"), ("--1", "-(-1)"),
        ("-x.y", "-x.y"), ("(-x).y", "(-x).y"), ("!(a == b)", "!(a == b)"), ("'it\\'s'", "\"it's\""), ("b'\\xff'", "b\"\\xff\""),
        ("a.?b[?c].`d-e`", "a.?b[?c].`d-e`"), ("[?a,b,]", "[?a, b]"), ("{?'a':b}", "{?\"a\": b}"), ("has(a.b)", "has(a.b)"),
        ("l.exists(x,x>1)", "l.exists(x, x > 1)"), ("l.map(x, x > 1, x*2)", "l.map(x, x > 1, x * 2)"),
        ("l.existsOne(i,v,i==v)", "l.existsOne(i, v, i == v)"), ("math.greatest(1,2,3)", "math.greatest(1, 2, 3)"),
        ("cel.bind(x,1,x)", "cel.bind(x, 1, x)"), ("o.optMap(x,x)", "o.optMap(x, x)"), (".a.b(c)", ".a.b(c)"), ("1u+0x10", "1u + 16"),
        ("1e100", "1e+100"), ("3.0", "3.0"), ("a in [1]", "a in [1]"), ("(1).x", "1.x"), ("(-1).x", "(-1).x"),
        ("Type{a: 1}", "Type{a: 1}"), ("a // why\n + b", "a + b"),
    ])
    func textIsCanonical(text: String, canonical: String) throws {
        let first = try #require(everything.parse(text).expression)
        #expect(first.text == canonical)
        #expect(try #require(everything.parse(canonical).expression).text == canonical)
    }

    @Test func longTextIsBrokenAtLogicalOperators() throws {
        let expression = try #require(everything.parse("alpha == 1 && (beta || gamma) && delta ? 'one' : 'two'").expression)
        #expect(expression.root.text(width: 200) == expression.text)
        #expect(
            expression.root.text(width: 30) == """
                alpha == 1
                && (beta || gamma)
                && delta
                    ? "one"
                    : "two"
                """)
    }

    /// Every expression of the suite means the same after it was written and read again.
    @Test func theSuiteSurvivesBeingWritten() throws {
        let folder = ConformanceTests.folder
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            for var test in try CELRunner.cases(in: file) where test.reasonToSkip == nil {
                let environment = CELRunner.environment(for: test)
                guard let text = environment.parse(test.expr).expression?.text else { continue }
                test.expr = text
                guard case .passed = CELRunner.run(test) else {
                    Issue.record("\(test.id): \(text)")
                    continue
                }
            }
        }
    }
}
