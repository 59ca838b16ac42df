import ExpressionSyntax
import Expressions

// Built by scripts/fuzz-expressions. Whatever the bytes are: no crash, no hang, and what compiles means the same after
// it was written and read again.

private let environment: ExpressionEnvironment = {
    var environment = ExpressionEnvironment(libraries: Set(ExpressionLibrary.allCases))
    environment.declare("x", .dyn)
    environment.declare("n", .int)
    environment.declare("s", .string)
    environment.declare("l", .list(.int))
    environment.declare("m", .map(.string, .dyn))
    return environment
}()

private let bindings = Bindings(["x": ["a": [1, 2.5]], "n": 3, "s": "text", "l": [1, 2, 3], "m": ["k": true]])

private func withoutPlace(_ evaluation: Evaluation) -> String {
    switch evaluation {
    case .value(let value): value.literal
    case .failure(let failure): failure.code == "cost-exceeded" ? failure.code : "failure"
    case .unknown: "unknown"
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    if let unchecked = environment.parse(text).expression { _ = unchecked.evaluate(bindings, budget: 10_000) }
    let compilation = environment.compile(text)
    for issue in compilation.issues {
        precondition(issue.range.lowerBound >= 0 && issue.range.upperBound <= text.utf8.count)
    }
    guard let expression = compilation.expression else { return 0 }
    let result = withoutPlace(expression.evaluate(bindings, budget: 10_000))
    _ = expression.estimatedCost(sizes: { _ in nil })
    guard let again = environment.compile(expression.text).expression else {
        preconditionFailure("what was written cannot be read: \(expression.text)")
    }
    let same = withoutPlace(again.evaluate(bindings, budget: 10_000))
    precondition(same == result || result == "cost-exceeded" || same == "cost-exceeded")
    return 0
}
