import ArgumentParser
import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors

/// `trustflow eval 'EXPR' --with data.json`
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Evaluates an expression (CEL) over JSON data.",
        discussion: """
            The members of the data are the variables. Whole numbers are `int`, other numbers `double`. Prints the \
            value and its type. Exit status 1 when the expression is wrong or has no value.
            """)

    @Argument(help: "The expression.")
    var expression: String

    @Option(name: .customLong("with"), help: "A JSON file with an object.", completion: .file(extensions: ["json"]))
    var data: String?

    @Flag(help: "Checks only, and prints the type.")
    var checkOnly = false

    func run() throws {
        var variables: [String: Value] = [:]
        if let data { variables = try Self.variables(of: data) }
        var environment = ExpressionEnvironment(libraries: Set(ExpressionLibrary.allCases))
        for (name, value) in variables { environment.declare(name, value.declaredType) }
        let compilation = environment.compile(expression)
        guard let checked = compilation.expression else { throw CommandFailure.found(findings(compilation.issues)) }
        if checkOnly { return Output.result("\(checked.type)\n") }
        switch checked.evaluate(Bindings(variables)) {
        case .value(let value): Output.result("\(value.literal)\n\(value.typeName)\n")
        case .failure(let failure):
            let issue = ExpressionIssue(
                code: failure.code, message: failure.message, range: failure.range ?? 0..<expression.utf8.count)
            throw CommandFailure.found(findings([issue]))
        case .unknown(let names):
            throw CommandFailure(.found, "nothing is known of \(names.sorted().joined(separator: ", "))")
        }
    }

    private func findings(_ issues: [ExpressionIssue]) -> Findings {
        let file = SourceFile(path: "expression", bytes: Array(expression.utf8))
        var findings = Findings()
        for issue in issues {
            findings.report(
                Finding(issue.code, issue.message, at: Place(file: file, range: issue.range), help: issue.help))
        }
        return findings
    }

    private static func variables(of path: String) throws -> [String: Value] {
        let file = try Input.file(path)
        do {
            guard case .map(let members) = try JSONText.parse(file.bytes) else {
                throw CommandFailure(.found, "`\(path)` holds no JSON object")
            }
            return members.reduce(into: [:]) { variables, member in
                if case .string(let name) = member.key { variables[name] = member.value }
            }
        } catch let problem as JSONProblem {
            throw CommandFailure(.found, "`\(path)` is \(problem)")
        }
    }
}

extension Value {
    /// The type that a variable with this value is declared with; what JSON leaves open is `dyn`.
    fileprivate var declaredType: ExpressionType {
        switch self {
        case .null: return .dyn
        case .bool: return .bool
        case .int: return .int
        case .double: return .double
        case .string: return .string
        case .list(let items):
            let types = Set(items.map(\.declaredType))
            return .list(types.count == 1 ? types.first ?? .dyn : .dyn)
        case .map: return .map(.string, .dyn)
        default: return .dyn
        }
    }
}
