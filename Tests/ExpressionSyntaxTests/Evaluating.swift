import ExpressionSyntax
import Expressions

/// Everything switched on.
let everything = ExpressionEnvironment(libraries: Set(ExpressionLibrary.allCases))

/// Compiles and evaluates a text; issues come out as a failure.
func evaluate(
    _ text: String, _ variables: [String: Value] = [:], in environment: ExpressionEnvironment = everything,
    functions: FunctionTable = .standard, budget: Int = CheckedExpression.defaultBudget
) -> Evaluation {
    var environment = environment
    for name in variables.keys where environment.variables[name] == nil { environment.declare(name, .dyn) }
    let compilation = environment.compile(text)
    guard let expression = compilation.expression else {
        let messages = compilation.issues.map { "\($0.code): \($0.message)" }
        return .failure(EvaluationFailure(code: "issues", message: messages.joined(separator: "; ")))
    }
    return expression.evaluate(Bindings(variables), functions: functions, budget: budget)
}

/// The code of a failure, or `nil` for a value.
func failureCode(_ evaluation: Evaluation) -> String? {
    if case .failure(let failure) = evaluation { failure.code } else { nil }
}
