import ExpressionSyntax
import Expressions
import Foundation
import Testing

@Suite struct DepthTests {
    private static let depth = ExpressionLimits().depth

    /// The deepest texts of each kind that are let through.
    private static let deepest: [String] = [
        nested("(", "1", ")", depth - 2), nested("[", "", "]", depth - 2), nested("!(", "true", ")", depth - 2),
        nested("f(", "1", ")", depth - 2), nested("true ? 1 : ", "1", "", depth - 2),
        nested("[1].map(x, ", "1", ")", depth - 3),
        "1" + String(repeating: " + 1", count: depth - 2), "a" + String(repeating: ".b", count: depth - 2),
        "a" + String(repeating: "[0]", count: depth - 2), nested("{1: ", "1", "}", depth - 2),
        nested("cel.bind(x, 1, ", "x", ")", depth - 2), nested("-(", "x", ")", depth - 2),
    ]

    private static func nested(_ open: String, _ middle: String, _ close: String, _ count: Int) -> String {
        String(repeating: open, count: count) + middle + String(repeating: close, count: count)
    }

    /// Threads have eight megabytes as a rule; sanitizers and debug builds need several times what a release build does.
    @Test func whatIsLetThroughFitsIntoAThreadsStack() throws {
        let done = DispatchSemaphore(value: 0)
        let compiled = Counter()
        let thread = Thread {
            for text in Self.deepest {
                var environment = everything
                environment.declare(FunctionDeclaration("f", signatures: ["(dyn) -> dyn"]))
                environment.declare("a", .dyn)
                environment.declare("x", .int)
                guard let expression = environment.compile(text).expression else { continue }
                _ = expression.evaluate(Bindings(["a": [], "x": 1]))
                _ = expression.hashValue
                _ = expression.text
                _ = expression.estimatedCost(sizes: { _ in nil })
                compiled.add()
            }
            done.signal()
        }
        thread.stackSize = 8192 * 1024
        thread.start()
        done.wait()
        #expect(compiled.count == Self.deepest.count)
    }

    @Test func theDeepestExpressionsCanBeStored() throws {
        for text in Self.deepest {
            guard let expression = everything.parse(text).expression else { continue }
            let stored = try JSONEncoder().encode(expression)
            #expect(try JSONDecoder().decode(CheckedExpression.self, from: stored) == expression)
        }
    }
}

/// Counts on one thread and is read on another after a semaphore, which orders the two.
private final class Counter: @unchecked Sendable {
    private(set) var count = 0
    func add() { count += 1 }
}
