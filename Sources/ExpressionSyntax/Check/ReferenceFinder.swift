import Expressions

/// Finds the variables that an expression reads, each with as much of its path as the text spells out.
struct ReferenceFinder {
    private let targets: [NodeReference]
    private let ranges: [Range<Int>]
    private var found: [Reference] = []

    static func references(in root: ExpressionNode, _ targets: [NodeReference], _ ranges: [Range<Int>]) -> [Reference] {
        var finder = ReferenceFinder(targets: targets, ranges: ranges)
        finder.visit(root)
        return finder.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private init(targets: [NodeReference], ranges: [Range<Int>]) {
        self.targets = targets
        self.ranges = ranges
    }

    private mutating func visit(_ node: ExpressionNode) {
        if let path = path(node) {
            found.append(
                Reference(
                    path: path.names, range: ranges[node.id], ends: path.ends, isGuard: path.isGuard))
            return
        }
        for child in node.children { visit(child) }
    }

    private struct Path {
        var names: [String]
        var ends: [Int]
        var isGuard = false
    }

    /// - Parameter longer: how many parts follow, to make room for them.
    private func path(_ node: ExpressionNode, longer: Int = 0) -> Path? {
        if let name = targets.variable(at: node.id) {
            var path = Path(names: [], ends: [])
            path.names.reserveCapacity(longer + 1)
            path.ends.reserveCapacity(longer + 1)
            path.names.append(name)
            path.ends.append(ranges[node.id].upperBound)
            return path
        }
        switch node.kind {
        case .select(let operand, let field): return extend(operand, field, node, longer, isGuard: false)
        case .presence(let operand, let field): return extend(operand, field, node, longer, isGuard: true)
        case .call(Operator.optionalSelect, let arguments), .call(Operator.optionalIndex, let arguments):
            guard arguments.count == 2, case .constant(.string(let field)) = arguments[1].kind else { return nil }
            return extend(arguments[0], field, node, longer, isGuard: true)
        case .call(Operator.index, let arguments):
            guard arguments.count == 2, case .constant(.string(let field)) = arguments[1].kind else { return nil }
            return extend(arguments[0], field, node, longer, isGuard: false)
        default: return nil
        }
    }

    private func extend(
        _ operand: ExpressionNode, _ field: String, _ node: ExpressionNode, _ longer: Int, isGuard: Bool
    ) -> Path? {
        guard var path = path(operand, longer: longer + 1) else { return nil }
        path.names.append(field)
        path.ends.append(ranges[node.id].upperBound)
        path.isGuard = isGuard || path.isGuard
        return path
    }
}
