import Diagnostics
import ExpressionSyntax
import Expressions
import YAMLDecoding
import YAMLTree

extension YAMLNode {
    /// The text of a scalar, whatever it means.
    var text: String? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar.text.string
    }

    var items: [YAMLNode]? {
        guard case .sequence(let items) = content else { return nil }
        return items
    }

    var entries: [YAMLEntry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    func entry(_ key: String) -> YAMLEntry? { entries?.first { $0.key.text == key } }

    func member(_ key: String) -> YAMLNode? { entry(key)?.value }

    /// One line of a node: its first key, or all of a scalar.
    var headPlace: Place { entries?.first?.key.place ?? items?.first?.headPlace ?? place }

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
