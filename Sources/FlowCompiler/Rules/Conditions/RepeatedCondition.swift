import Diagnostics
import ExpressionSyntax
import Expressions
import YAMLDecoding
import YAMLTree

extension Rule {
    /// `a && b && a`
    static let repeatedCondition = Rule("repeated-condition") { context in
        [Operator.and, Operator.or].flatMap { function in
            context.chains(of: function).flatMap { compiled, chain -> [Problem] in
                guard Set(chain.map(\.fingerprint)).count < chain.count else { return [] }
                var first: [String: ExpressionNode] = [:]
                return chain.compactMap { node in
                    let text = node.text
                    guard let earlier = first.updateValue(node, forKey: text) else { return nil }
                    return Problem(
                        "`\(text)` is asked twice", at: compiled.place(of: node),
                        help: "leave one out, or write what was meant",
                        related: [.init("the first", at: compiled.place(of: earlier))],
                        fix: chain.count == 2 ? compiled.replacing(compiled.expression.root, with: text) : nil)
                }
            }
        }
    }
}
