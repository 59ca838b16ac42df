import ExpressionSyntax
import Expressions
import Testing

/// A run in which some data has not come.
private struct HalfKnown: Activation {
    func resolve(_ name: String) -> Resolution {
        switch name {
        case "checks": .value(.object(LazyObject(Checks())))
        case "list": .value([1, 2, 3])
        default: .absent
        }
    }

    struct Checks: ObjectMembers {
        let typeName = "checks"
        let memberNames = ["aml", "document", "score"]

        func member(_ name: String) -> Resolution {
            switch name {
            case "aml", "score": .unknown(["checks.\(name)"])
            case "document": .value(true)
            default: .absent
            }
        }
    }
}

@Suite struct UnknownTests {
    @Test(arguments: [
        ("checks.aml && checks.document", ["checks.aml"]), ("checks.aml || 1 / 0 > 0", ["checks.aml"]),
        ("checks.aml == checks.score", ["checks.aml", "checks.score"]), ("has(checks.aml)", ["checks.aml"]),
        ("list.exists(x, checks.score > x)", ["checks.score"]), ("list.map(x, checks.score)", ["checks.score"]),
        ("[checks.aml, checks.score]", ["checks.aml", "checks.score"]), ("checks.aml ? 1 : 2", ["checks.aml"]),
        ("checks.aml && checks.score > 1", ["checks.aml", "checks.score"]),
        ("checks.?aml.orValue(true)", ["checks.aml"]),
    ])
    func whatIsMissingIsNamed(text: String, names: [String]) {
        #expect(run(text) == .unknown(Set(names)))
    }

    @Test(arguments: [
        ("checks.aml && false", false), ("false && checks.aml", false), ("checks.aml || true", true),
        ("1 / 0 > 0 || true", true), ("checks.document || checks.aml", true), ("has(checks.other)", false),
        ("list.exists(x, x == 3 || checks.aml)", true), ("list.all(x, x < 3 && checks.aml)", false),
        ("false ? checks.aml : true", true),
    ])
    func whatIsSettledNeedsNoMore(text: String, value: Bool) {
        #expect(run(text) == .value(.bool(value)))
    }

    @Test func aFailureThatIsCertainWins() {
        #expect(failureCode(run("checks.score + 1 / 0")) == "divide-by-zero")
        #expect(failureCode(run("checks.other")) == "no-such-key")
    }

    private func run(_ text: String) -> Evaluation {
        var environment = everything
        environment.declare("checks", .dyn)
        environment.declare("list", .list(.int))
        guard let expression = environment.compile(text).expression else {
            return .failure(EvaluationFailure(code: "issues", message: text))
        }
        return expression.evaluate(HalfKnown())
    }
}
