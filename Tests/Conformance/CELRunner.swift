import ExpressionSyntax
import Expressions
import Foundation

/// How one case came out.
enum Outcome {
    case passed
    case failed(expected: String, actual: String)
    case skipped(String)
}

/// Runs the cases of a file in the suite's encoding.
enum CELRunner {
    struct UnreadableLine: Error, CustomStringConvertible {
        var file: String
        var line: Int
        var problem: String
        var description: String { "\(file):\(line): \(problem)" }
    }

    static func cases(in file: URL) throws -> [CELCase] {
        let text = try String(contentsOf: file, encoding: .utf8)
        let decoder = JSONDecoder()
        var cases: [CELCase] = []
        for (number, line) in text.split(separator: "\n").enumerated() {
            do {
                cases.append(try decoder.decode(CELCase.self, from: Data(line.utf8)))
            } catch {
                throw UnreadableLine(file: file.lastPathComponent, line: number + 1, problem: "\(error)")
            }
        }
        return cases
    }

    static func run(_ test: CELCase) -> Outcome {
        if let reason = test.reasonToSkip { return .skipped(reason) }
        let environment = environment(for: test)
        let isChecked = test.disable_check != true
        let compilation = isChecked ? environment.compile(test.expr) : environment.parse(test.expr)
        let expected = describe(test.expect)
        guard let expression = compilation.expression else {
            let issues = compilation.issues.map { "\($0.message) [\($0.code)]" }.joined(separator: "; ")
            return .failed(expected: expected, actual: "does not compile: \(issues)")
        }
        if isChecked, let type = test.expect.deduced_type, ExpressionType(parsing: type) != expression.type {
            return .failed(expected: "type \(type)", actual: "type \(expression.type)")
        }
        if test.check_only == true || test.expect.kind == "type" { return .passed }
        let evaluation = expression.evaluate(Bindings(test.bindings.compactMapValues(\.value)))
        switch (test.expect.kind, evaluation) {
        case ("error", .failure): return .passed
        case ("value", .value(let value)) where same(value, test.expect.value?.value): return .passed
        default: return .failed(expected: expected, actual: describe(evaluation))
        }
    }

    private static func environment(for test: CELCase) -> ExpressionEnvironment {
        var environment = ExpressionEnvironment(libraries: Set(ExpressionLibrary.allCases))
        environment.container = test.container
        for declaration in test.type_env {
            if let type = declaration.type.flatMap({ ExpressionType(parsing: $0) }) {
                environment.declare(declaration.name, type)
            }
            let overloads = (declaration.overloads ?? []).compactMap { overload -> Overload? in
                guard let result = ExpressionType(parsing: overload.result) else { return nil }
                let parameters = overload.params.compactMap { ExpressionType(parsing: $0) }
                return Overload(
                    id: overload.id, isMethod: overload.instance, parameters: parameters, result: result)
            }
            if !overloads.isEmpty {
                environment.declare(FunctionDeclaration(declaration.name, overloads: overloads))
            }
        }
        return environment
    }

    /// Exact equality, but for the two zeros, which the language cannot tell apart.
    private static func same(_ left: Value, _ right: Value?) -> Bool {
        switch (left, right) {
        case (_, nil): false
        case (.double(let left), .double(let right)?): left == right || (left.isNaN && right.isNaN)
        case (.list(let left), .list(let right)?):
            left.count == right.count && zip(left, right).allSatisfy { same($0, $1) }
        case (.map(let left), .map(let right)?):
            left.count == right.count && left.allSatisfy { same($0.value, right[$0.key]) }
        case (_, let right?): left == right
        }
    }

    private static func describe(_ expectation: CELCase.Expectation) -> String {
        switch expectation.kind {
        case "value": expectation.value?.value?.literal ?? "a value that cannot be read"
        case "type": "type \(expectation.deduced_type ?? "")"
        default: "an error"
        }
    }

    private static func describe(_ evaluation: Evaluation) -> String {
        switch evaluation {
        case .value(let value): value.literal
        case .failure(let failure): "error: \(failure)"
        case .unknown(let names): "unknown: \(names.sorted())"
        }
    }
}
