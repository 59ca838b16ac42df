import Diagnostics
import ExpressionSyntax
import Expressions
import YAMLDecoding
import YAMLTree

extension Rule {
    static let doubleNegation = Rule("double-negation", .note) { context in
        context.calls(to: [Operator.not]).compactMap { compiled, node, sides in
            guard case .call(Operator.not, let inner) = sides[0].kind, let operand = inner.first else { return nil }
            let text = compiled.text(of: operand)
            return Problem(
                "two `!` take each other back", at: compiled.place(of: node), help: "write `\(text)`",
                fix: compiled.replacing(node, with: text))
        }
    }
}
