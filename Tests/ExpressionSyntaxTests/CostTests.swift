import ExpressionSyntax
import Expressions
import Testing

@Suite struct CostTests {
    private static let environment: ExpressionEnvironment = {
        var environment = everything
        environment.declare("list", .list(.int))
        environment.declare("words", .list(.string))
        environment.declare("flag", .bool)
        return environment
    }()

    private static let list = Value.list((0..<10).map { .int($0) })
    private static let words = Value.list(["alpha", "beta", "gamma"])

    private static func sizes(_ path: [String]) -> ClosedRange<Int>? {
        switch path {
        case ["list"]: 0...10
        case ["words"]: 0...3
        case ["words", "*"]: 0...5
        default: nil
        }
    }

    /// What an evaluation really takes lies between the two ends of the estimate.
    @Test(arguments: [
        "list.exists(x, x == 99)", "list.exists(x, x == 0)", "list.map(x, x * 2).filter(y, y > 4).size() > 2", "flag && list[0] == 0",
        "words.map(w, w + w)", "flag ? list : []", "words.exists(w, w.matches('^g.*a$'))", "cel.bind(n, list.size(), n + n)",
        "'x'.size() + 1", "words.all(w, list.all(x, x < 100 && w.size() > 0))", "list.exists_one(x, x in list)", "list + list",
        "optional.of(list).optMap(l, l.size()).orValue(0)", "has({'a': 1}.a)", "[1, 2, 3].map(x, string(x)).join(',')",
    ])
    func theBudgetThatIsEstimatedSuffices(text: String) throws {
        let expression = try #require(Self.environment.compile(text).expression)
        let estimate = expression.estimatedCost(sizes: Self.sizes)
        #expect(estimate.most < 5000)
        let bindings = Bindings(["list": Self.list, "words": Self.words, "flag": true])
        let result = expression.evaluate(bindings, budget: estimate.most)
        guard case .value = result else {
            Issue.record("\(text) needs more than \(estimate.most): \(result)")
            return
        }
        #expect(failureCode(expression.evaluate(bindings, budget: estimate.least - 1)) == "cost-exceeded")
    }

    @Test func whatHasNoBoundHasNoLimit() throws {
        let expression = try #require(Self.environment.compile("list.all(x, list.exists(y, x == y))").expression)
        #expect(expression.estimatedCost(sizes: { _ in nil }).most == .max)
    }
}
