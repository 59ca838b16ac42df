import Diagnostics
import ExpressionSyntax
import Expressions
import YAMLDecoding
import YAMLTree

extension YAMLNode {
    func literal(findings: inout Findings) -> Value? { YAMLDecoding.literal(self, findings: &findings) }

    func template(in environment: ExpressionEnvironment, findings: inout Findings) -> CompiledTemplate? {
        YAMLDecoding.template(self, in: environment, findings: &findings)
    }

    func expression(
        in environment: ExpressionEnvironment, expecting: ExpressionType?, findings: inout Findings
    ) -> CompiledExpression? {
        YAMLDecoding.expression(self, in: environment, expecting: expecting, findings: &findings)
    }
}

extension PlacedReference {
    /// The member of a variable that is read: `image` of `input.image`.
    func member(of variable: String) -> String? {
        path.count > 1 && path[0] == variable ? path[1] : nil
    }
}

extension YAMLNode {
    /// A mapping without one of its members.
    func without(_ name: String) -> YAMLNode {
        var node = self
        node.content = .mapping((entries ?? []).filter { $0.key.text != name })
        return node
    }
}
