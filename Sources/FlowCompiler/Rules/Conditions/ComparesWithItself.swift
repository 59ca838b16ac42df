import Diagnostics
import ExpressionSyntax
import Expressions
import YAMLDecoding
import YAMLTree

extension Rule {
    static let comparesWithItself = Rule("compares-with-itself") { context in
        context.calls(to: Operator.comparing).compactMap { compiled, node, sides in
            guard !sides.contains(where: \.isConstant), sides[0].text == sides[1].text else { return nil }
            return Problem(
                "`\(sides[0].text)` is compared with itself", at: compiled.place(of: node),
                help: "write what it was meant to be compared with")
        }
    }
}
