import ExpressionSyntax
import Expressions
import Testing

@Suite struct CheckerTests {
    private static let flow: ExpressionEnvironment = {
        var environment = ExpressionEnvironment()
        environment.declare("checks", .object("checks"))
        environment.declare(ObjectType("checks", fields: ["aml": .object("watchlist"), "photo": .opaque("image", [])]))
        environment.declare(
            ObjectType("watchlist", fields: ["hits": .list(.object("hit")), "passed": .bool, "by": .string]))
        environment.declare(ObjectType("hit", fields: ["score": .double, "topics": .list(.string)]))
        return environment
    }()

    @Test(arguments: [
        ("checks.aml.hits.exists(h, h.score >= 95 && 'sanction' in h.topics)", "bool"),
        ("checks.aml.hits.map(h, h.score)", "list(double)"), ("checks.aml.?by", "optional_type(string)"),
        ("checks.?aml.?by.orValue('')", "string"), ("checks.aml.hits[?0].score", "optional_type(double)"),
        ("{'a': 1, 'b': 2.0}", "map(string, dyn)"), ("[]", "list(dyn)"), ("[1] + []", "list(int)"),
        ("checks.aml.passed ? 1 : null", "no-overload"), ("math.greatest(1, 2)", "int"), ("size", "unknown-name"),
        ("type(1) == int", "bool"), ("optional.of(1).optMap(x, string(x))", "optional_type(string)"),
    ])
    func typesAreDeduced(text: String, type: String) {
        let compilation = Self.flow.compile(text)
        #expect(compilation.expression?.type.description ?? compilation.issues.first?.code == type)
    }

    @Test(arguments: [
        ("checks.aml.hitz.size() > 0", "unknown-field", "hitz", "did you mean `hits`?"),
        ("chekcs.aml.passed", "unknown-name", "chekcs", "did you mean `checks`?"),
        ("checks.photo.width", "no-fields", "width", nil),
        (
            "checks.photo == checks.aml", "no-overload", "checks.photo == checks.aml",
            "both sides must be of the same type"
        ),
        (
            "checks.aml.by.startWith('x')", "unknown-function", "checks.aml.by.startWith('x')",
            "did you mean `startsWith`?"
        ),
        ("checks.aml.by > 5", "no-overload", "checks.aml.by > 5", nil),
        ("checks.aml.by.all(x, true)", "not-iterable", "checks.aml.by", "a list or a map can"),
        ("checks.aml.hits.all(h, h.score)", "type-mismatch", "h.score", nil),
        ("1 +", "unexpected-end", "", nil), ("a = b", "bad-character", "=", "write `==` to compare"),
        ("'abc", "unclosed-text", "'abc", "close it with `'`"), ("'\\q'", "bad-escape", "\\q", nil),
        ("has(checks)", "bad-macro", "checks", "write `has(value.field)`"), ("for", "reserved-word", "for", nil),
        ("9223372036854775808", "number-too-large", "9223372036854775808", nil),
    ])
    func mistakesArePlaced(text: String, code: String, at part: String, help: String?) throws {
        let issue = try #require(Self.flow.compile(text).issues.first)
        #expect(issue.code == code)
        #expect(String(decoding: Array(text.utf8)[issue.range], as: UTF8.self) == part)
        if let help { #expect(issue.help == help) }
    }

    @Test func everyMistakeIsFoundAtOnce() {
        let codes = Self.flow.compile("checks.a.b && nope && checks.aml.c").issues.map(\.code)
        #expect(codes == ["unknown-field", "unknown-name", "unknown-field"])
    }

    @Test func referencesSpellOutTheirPaths() {
        let text = "has(checks.aml.by) && checks.aml.hits.exists(h, h.score > 1.0) && checks['aml'].passed"
        var environment = Self.flow
        environment.declare("checks", .map(.string, .dyn))
        let references = environment.compile(text).references
        #expect(
            references.map(\.path) == [
                ["checks", "aml", "by"], ["checks", "aml", "hits"], ["checks", "aml", "passed"],
            ])
        #expect(references.map(\.isGuard) == [true, false, false])
        #expect(references[1].ends == [28, 32, 37])
    }

    @Test func librariesAreOffUntilTheyAreSwitchedOn() {
        let bare = ExpressionEnvironment(libraries: [])
        for text in [
            "'a'.charAt(0)", "math.abs(1)", "cel.bind(x, 1, x)", "{}.?a", "base64.encode(b'')", "optional.none()",
        ] {
            #expect(!bare.compile(text).issues.isEmpty, "\(text)")
        }
    }

    @Test(arguments: [
        String(repeating: "(", count: 100_000), String(repeating: "[", count: 5000),
        String(repeating: "!", count: 5000) + "true",
        String(repeating: "-", count: 5000) + "x", "1" + String(repeating: "+1", count: 5000),
        "a" + String(repeating: ".b", count: 5000), String(repeating: "{1:", count: 3000),
        "x" + String(repeating: "[0]", count: 3000),
        String(repeating: "true ? 1 : ", count: 3000) + "1", String(repeating: "f(", count: 3000),
        "[" + String(repeating: "1,", count: 40_000) + "]",
    ])
    func sizeAndDepthHaveLimits(text: String) throws {
        let issue = try #require(everything.compile(text).issues.first)
        #expect(["too-deep", "too-large", "too-long"].contains(issue.code), "\(issue.code)")
    }

    @Test func longChainsOfAndAreNotDeep() {
        let text = Array(repeating: "true", count: 5000).joined(separator: " && ")
        #expect(evaluate(text) == .value(true))
    }
}
