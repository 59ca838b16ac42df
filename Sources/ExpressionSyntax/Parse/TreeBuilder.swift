import Expressions

/// Numbers nodes, keeps their places, and holds the tree to its limits.
struct TreeBuilder {
    let limits: ExpressionLimits
    /// By node id.
    private(set) var ranges: [Range<Int>] = []
    private var heights: [Int] = []

    /// - Parameter nodes: about how many there will be.
    init(limits: ExpressionLimits, nodes: Int) {
        self.limits = limits
        ranges.reserveCapacity(nodes)
        heights.reserveCapacity(nodes)
    }

    mutating func make(_ kind: ExpressionNode.Kind, _ range: Range<Int>) throws(SyntaxProblem) -> ExpressionNode {
        let node = ExpressionNode(id: ranges.count, kind: kind)
        let height = 1 + heightBelow(node)
        guard height <= limits.depth else { throw tooDeep(range) }
        guard ranges.count < limits.nodes else {
            throw SyntaxProblem("too-large", "the expression has more than \(limits.nodes) parts", range)
        }
        ranges.append(range)
        heights.append(height)
        return node
    }

    private func heightBelow(_ node: ExpressionNode) -> Int {
        switch node.kind {
        case .constant, .name: 0
        case .select(let operand, _), .presence(let operand, _): heights[operand.id]
        default: node.children.reduce(0) { max($0, heights[$1.id]) }
        }
    }

    func tooDeep(_ range: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(
            "too-deep", "the expression nests more than \(limits.depth) deep", range,
            help: "split it, or give its parts names")
    }
}
