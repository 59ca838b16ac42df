import Expressions

extension ExpressionNode {
    /// The members from `body` to this node, where it is nothing but such a way.
    var bodyPath: [String]? {
        switch kind {
        case .name("body"): []
        case .select(let operand, let field): operand.bodyPath.map { $0 + [field] }
        default: nil
        }
    }

    /// The member of the body that this node gives, asked for or not, as it is or as text: `string(body.status)`.
    var givenBodyPath: [String]? {
        switch kind {
        case .call(Operator.optionalSelect, let arguments):
            guard case .constant(.string(let field))? = arguments.last?.kind else { return nil }
            return arguments.first?.givenBodyPath.map { $0 + [field] }
        case .call("string", let arguments) where arguments.count == 1: return arguments[0].givenBodyPath
        case .select(let operand, let field): return operand.givenBodyPath.map { $0 + [field] }
        default: return bodyPath
        }
    }
}
