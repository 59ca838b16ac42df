import ExpressionSyntax
import Expressions

extension ExpressionNode {
    /// The same for expressions that are the same, and hardly ever for others: what can be compared before any text is
    /// written.
    var fingerprint: UInt {
        switch kind {
        case .name(let name): Self.fingerprint(of: name)
        case .select(let operand, let field): operand.fingerprint &* 31 &+ Self.fingerprint(of: field)
        case .presence(let operand, let field): (operand.fingerprint ^ 1) &* 37 &+ Self.fingerprint(of: field)
        case .call(let function, _) where function == Operator.and || function == Operator.or:
            fingerprint(ofChain: function, after: Self.fingerprint(of: function))
        case .call(let function, let arguments):
            arguments.reduce(Self.fingerprint(of: function)) { $0 &* 41 &+ $1.fingerprint }
        case .constant(let value): UInt(bitPattern: value.hashValue)
        default: Self.fingerprint(of: text)
        }
    }

    /// However `a && b && c` is bracketed.
    private func fingerprint(ofChain function: String, after start: UInt) -> UInt {
        guard case .call(function, let sides) = kind else { return start &* 43 &+ fingerprint }
        return sides.reduce(start) { $1.fingerprint(ofChain: function, after: $0) }
    }

    /// FNV-1a.
    private static func fingerprint(of text: String) -> UInt {
        text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt($1)) &* 1_099_511_628_211 }
    }
}
