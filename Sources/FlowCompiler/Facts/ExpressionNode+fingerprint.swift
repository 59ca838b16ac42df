import ExpressionSyntax
import Expressions

extension ExpressionNode {
    /// The same for expressions that are the same, and hardly ever for others: what can be compared before any text is
    /// written.
    var fingerprint: UInt {
        switch kind {
        case .name(let name): name.utf8.fingerprint
        case .select(let operand, let field): operand.fingerprint &* 31 &+ field.utf8.fingerprint
        case .presence(let operand, let field): (operand.fingerprint ^ 1) &* 37 &+ field.utf8.fingerprint
        case .call(let function, _) where function == Operator.and || function == Operator.or:
            fingerprint(ofChain: function, after: function.utf8.fingerprint)
        case .call(let function, let arguments):
            arguments.reduce(function.utf8.fingerprint) { $0 &* 41 &+ $1.fingerprint }
        case .constant(let value): UInt(bitPattern: value.hashValue)
        default: text.utf8.fingerprint
        }
    }

    /// However `a && b && c` is bracketed.
    private func fingerprint(ofChain function: String, after start: UInt) -> UInt {
        guard case .call(function, let sides) = kind else { return start &* 43 &+ fingerprint }
        return sides.reduce(start) { $1.fingerprint(ofChain: function, after: $0) }
    }
}
