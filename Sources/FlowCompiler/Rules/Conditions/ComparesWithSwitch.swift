import Diagnostics
import ExpressionSyntax
import Expressions
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Rule {
    /// `checks.a.passed == true`
    static let comparesWithSwitch = Rule("needless-comparison", .note) { context in
        context.calls(to: [Operator.equal, Operator.notEqual]).compactMap { compiled, node, sides in
            guard case .constant(.bool(let value)) = sides[1].kind, compiled.type(of: sides[0]) == .bool else {
                return nil
            }
            guard case .call(let function, _) = node.kind else { return nil }
            let isPlain = value == (function == Operator.equal)
            let side = compiled.text(of: sides[0])
            let isName = sides[0].isPath
            let text = isPlain ? side : isName ? "!\(side)" : "!(\(side))"
            return Problem(
                "this compares a condition with `\(value)`", at: compiled.place(of: node),
                help: "write `\(text)`", fix: compiled.replacing(node, with: text))
        }
    }
}
