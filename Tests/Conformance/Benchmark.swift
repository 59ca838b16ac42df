import ExpressionSyntax
import Expressions

/// Times compiling and evaluating a rule such as flows have.
enum Benchmark {
    static let rule = """
        checks.document.passed && checks.aml.hits.exists(h, h.score >= 95 && h.topics.exists(t, t == "sanction"))
        """

    /// The same rule against maps and against lazy objects; no hit reaches the score, so all twenty are looked at.
    static func run() -> String {
        let environment = environment()
        var lines = ["compile: \(microseconds(rounds: 2000) { _ = environment.compile(rule) }) µs"]
        guard let expression = environment.compile(rule).expression else { return "the rule does not compile" }
        for (name, activation) in [("maps", plain()), ("lazy objects", lazy())] {
            let time = microseconds(rounds: 20_000) { _ = expression.evaluate(activation) }
            lines.append("evaluate, \(name): \(time) µs")
        }
        let flags = plain()
        let sum = environment.compile("flags.limit > 2.0 ? 'a' : 'b'").expression
        lines.append("evaluate, a small condition: \(microseconds(rounds: 50_000) { _ = sum?.evaluate(flags) }) µs")
        return lines.joined(separator: "\n")
    }

    private static func environment() -> ExpressionEnvironment {
        var environment = ExpressionEnvironment()
        environment.declare("checks", .object("checks"))
        environment.declare("flags", .map(.string, .double))
        environment.declare(
            ObjectType("checks", fields: ["document": .object("check"), "aml": .object("check")]))
        environment.declare(ObjectType("check", fields: ["passed": .bool, "hits": .list(.object("hit"))]))
        environment.declare(ObjectType("hit", fields: ["score": .int, "topics": .list(.string)]))
        return environment
    }

    private static let hits = Value.list(
        (0..<20).map { ["score": .int($0), "name": "somebody", "topics": ["pep", "sanction"]] })

    private static func plain() -> Bindings {
        Bindings([
            "checks": ["document": ["passed": true], "aml": ["passed": false, "hits": hits]], "flags": ["limit": 3.0],
        ])
    }

    private static func lazy() -> Bindings {
        let aml = LazyObject(typeName: "check", fields: ["passed": false, "hits": hits])
        let document = LazyObject(typeName: "check", fields: ["passed": true])
        let checks = LazyObject(typeName: "checks", fields: ["aml": .object(aml), "document": .object(document)])
        return Bindings(["checks": .object(checks)])
    }

    /// The median of seven runs, for one round.
    private static func microseconds(rounds: Int, _ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        let times = (0..<7).map { _ in
            clock.measure { for _ in 0..<rounds { body() } } / rounds
        }
        let median = times.sorted()[3]
        return Double(median.components.attoseconds / 10_000_000_000) / 100
    }
}
