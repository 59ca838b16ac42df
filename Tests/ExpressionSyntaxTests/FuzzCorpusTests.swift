import ExpressionSyntax
import Expressions
import Foundation
import Testing

/// Texts that a fuzzer found to reach new parts of the code, one JSON string a line.
@Suite struct FuzzCorpusTests {
    private static let texts: [String] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Fuzz/corpus.jsonl").standardizedFileURL
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.compactMap { try? JSONDecoder().decode(String.self, from: Data($0.utf8)) }
    }()

    @Test func theCorpusIsThere() {
        #expect(Self.texts.count > 100)
    }

    @Test func whatCompilesMeansTheSameAfterItWasWritten() throws {
        var environment = everything
        environment.declare("x", .dyn)
        environment.declare("n", .int)
        environment.declare("s", .string)
        environment.declare("l", .list(.int))
        environment.declare("m", .map(.string, .dyn))
        let bindings = Bindings(["x": ["a": [1, 2.5]], "n": 3, "s": "text", "l": [1, 2, 3], "m": ["k": true]])
        var compiled = 0
        for text in Self.texts {
            let compilation = environment.compile(text)
            for issue in compilation.issues { #expect(issue.range.upperBound <= text.utf8.count, "\(text)") }
            guard let expression = compilation.expression else { continue }
            compiled += 1
            let again = try #require(environment.compile(expression.text).expression, "\(expression.text)")
            let results = [expression, again].map { $0.evaluate(bindings, budget: 10_000) }
            switch (results[0], results[1]) {
            case (.failure, .failure): break
            default: #expect(results[0] == results[1], "\(text)")
            }
        }
        #expect(compiled > 20)
    }
}
