import ExpressionSyntax
import Expressions
import Testing

/// Makes well-typed expressions out of a seed.
private struct Generator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

    mutating func int(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["0", "1", "-1", "7", "i", "9223372036854775807", "size(s)"]) }
        switch below(7) {
        case 0...2: return "(\(int(depth - 1))) \(pick(["+", "-", "*", "/", "%"])) (\(int(depth - 1)))"
        case 3: return "(\(bool(depth - 1))) ? (\(int(depth - 1))) : (\(int(depth - 1)))"
        case 4: return "(\(list(depth - 1))).size()"
        case 5: return "-(\(int(depth - 1)))"
        default: return "(\(list(depth - 1)))[\(int(depth - 1))]"
        }
    }

    mutating func bool(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["true", "false", "b", "i == 3", "s == 'x'"]) }
        switch below(7) {
        case 0, 1: return "(\(bool(depth - 1))) \(pick(["&&", "||"])) (\(bool(depth - 1)))"
        case 2: return "!(\(bool(depth - 1)))"
        case 3: return "(\(int(depth - 1))) \(pick(["<", "<=", "==", "!=", ">", ">="])) (\(int(depth - 1)))"
        case 4: return "(\(list(depth - 1))).\(pick(["all", "exists", "exists_one"]))(x, x > (\(int(depth - 1))))"
        case 5: return "(\(int(depth - 1))) in (\(list(depth - 1)))"
        default: return "(\(text(depth - 1))).contains(\(text(depth - 1)))"
        }
    }

    mutating func list(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["[]", "[1, 2, 3]", "l", "[i]"]) }
        switch below(4) {
        case 0: return "(\(list(depth - 1))) + (\(list(depth - 1)))"
        case 1: return "(\(list(depth - 1))).map(y, (\(int(depth - 1))) + y)"
        case 2: return "(\(list(depth - 1))).filter(y, \(bool(depth - 1)))"
        default: return "[(\(int(depth - 1))), (\(int(depth - 1)))]"
        }
    }

    mutating func text(_ depth: Int) -> String {
        guard depth > 0 else { return pick(["'x'", "''", "s", "\"\\\\\\\"\"", "'\\u00e4\\n'"]) }
        return below(2) == 0 ? "(\(text(depth - 1))) + (\(text(depth - 1)))" : "string(\(int(depth - 1)))"
    }
}

@Suite struct RandomExpressions {
    private static let variables: [String: Value] = ["i": 3, "b": true, "s": "x", "l": [3, 1, 2]]

    @Test func writingAndReadingChangesNothing() throws {
        var environment = everything
        environment.declare("i", .int)
        environment.declare("b", .bool)
        environment.declare("s", .string)
        environment.declare("l", .list(.int))
        var failures = 0
        for seed in 1...1500 {
            var generator = Generator(seed: UInt64(seed))
            let text = seed % 2 == 0 ? generator.bool(5) : generator.int(5)
            let compilation = environment.compile(text)
            let expression = try #require(compilation.expression, "\(text): \(compilation.issues)")
            let again = try #require(environment.compile(expression.text).expression, "\(expression.text)")
            #expect(again.text == expression.text)
            let results = [expression, again].map { $0.evaluate(Bindings(Self.variables)).withoutPlace }
            #expect(results[0] == results[1], "\(text)")
            // Nothing is known: the answer is the same, or nobody knows.
            var unknowns = Bindings()
            for name in Self.variables.keys { unknowns.markUnknown(name) }
            let blind = expression.evaluate(unknowns).withoutPlace
            if case .unknown = blind {} else { #expect(blind == results[0], "\(text)") }
            if case .failure = results[0] { failures += 1 }
        }
        #expect((100...1400).contains(failures), "the expressions are all alike")
    }
}

extension Evaluation {
    /// Without the bytes of a failure, which differ between two texts, and its kind, which two operands may differ in.
    fileprivate var withoutPlace: Evaluation {
        guard case .failure = self else { return self }
        return .failure(EvaluationFailure(code: "failed", message: ""))
    }
}
