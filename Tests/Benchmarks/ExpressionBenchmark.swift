import ExpressionSyntax
import Expressions
import Foundation

/// Reading, checking and evaluating a rule such as flows have, beside Google's C++ implementation through its Python
/// wrapper (`cel-expr-python`).
enum ExpressionBenchmark {
    static let rule = """
        checks.document.passed && checks.aml.hits.exists(h, h.score >= 95 && h.topics.exists(t, t == "sanction"))
        """

    /// The same rule against maps and against lazy objects; no hit reaches the score, so all twenty are looked at.
    static func run(in folder: String) async throws -> [Measure] {
        let reference = Reference.measure(in: folder, rule: rule)
        let environment = environment()
        guard let expression = environment.compile(rule).expression else { return [] }
        let note = reference == nil ? "no reference: python3 with venv and pip is needed" : ""
        func line(_ name: String, _ rate: Double, _ other: Double?) -> Measure {
            Measure(name: name, value: rate, reference: other.map { ("cel-cpp through Python", $0) }, note: note)
        }
        let compiling = perSecond(rounds: 2000) { _ = environment.compile(rule) }
        var measures = [line("a rule read and checked", compiling, reference?.compile)]
        for (name, activation) in [("maps", plain()), ("lazy objects", lazy())] {
            let rate = perSecond(rounds: 20_000) { _ = expression.evaluate(activation) }
            measures.append(line("the rule evaluated over 20 hits, \(name)", rate, reference?.evaluate))
        }
        return measures
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

    /// The best of nine runs: what disturbs a run only ever makes it slower.
    private static func perSecond(rounds: Int, _ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        let best = (0..<9).map { _ in clock.measure { for _ in 0..<rounds { body() } } }.min() ?? .zero
        return Double(rounds) / (best / .seconds(1))
    }
}

/// The reference, in a virtual environment of its own that is made when it is not there.
private struct Reference: Decodable {
    var compile: Double
    var evaluate: Double

    static func measure(in folder: String, rule: String) -> Reference? {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "reference-expressions")
        let process = Process()
        process.executableURL = script
        process.arguments = [rule]
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try? JSONDecoder().decode(Reference.self, from: data)
    }
}
