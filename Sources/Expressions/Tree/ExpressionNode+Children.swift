extension ExpressionNode {
    /// The nodes right below this one, in the order of the text.
    public var children: [ExpressionNode] {
        switch kind {
        case .constant, .name: []
        case .select(let operand, _), .presence(let operand, _): [operand]
        case .call(_, let arguments): arguments
        case .method(let target, _, let arguments): [target] + arguments
        case .list(let elements): elements.map(\.node)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .record(_, let fields): fields.map(\.value)
        case .loop(let loop): [loop.range] + [loop.condition, loop.transform].compactMap { $0 }
        case .bind(_, let value, let body): [value, body]
        case .optionalMap(let target, _, let body, _): [target, body]
        }
    }
}
