import Diagnostics
import Expressions
import Vendors
import YAMLDecoding

/// Finds members of an answer that are read without asking although the contract does not promise them.
///
/// A member counts as asked for when `has(…)` or `.?` of it stands in the same expression.
struct Guards {
    var schema: Schema
    var places: ContractPlaces
    var call: ContractOperation

    func check(_ compiled: CompiledExpression, findings: inout Findings) {
        var read: [(path: [String], node: ExpressionNode)] = []
        var asked: Set<[String]> = []
        compiled.expression.root.visit { node in
            switch node.kind {
            case .select(let operand, let field):
                if let path = operand.bodyPath { read.append((path + [field], node)) }
            case .presence(let operand, let field):
                if let path = operand.bodyPath { asked.insert(path + [field]) }
            case .call(Operator.optionalSelect, let arguments):
                if let path = arguments.first?.bodyPath, case .constant(.string(let field))? = arguments.last?.kind {
                    asked.insert(path + [field])
                }
            default: break
            }
        }
        for (path, node) in read where !asked.contains(path) && isUnpromised(path) {
            report(path, at: compiled.place(of: compiled.expression.ranges[node.id]), findings: &findings)
        }
    }

    /// Whether the last member of the way is one that may be left out.
    private func isUnpromised(_ path: [String]) -> Bool {
        guard let name = path.last, let parent = schema.schema(at: path.dropLast()) else { return false }
        return parent.property(name) != nil && !parent.requiredNames.contains(name)
    }

    private func report(_ path: [String], at place: Place, findings: inout Findings) {
        let way = (["body"] + path.dropLast()).joined(separator: ".")
        let name = path.last ?? ""
        findings.report(
            Finding(
                "unguarded-member", "the contract does not promise `\(name)`", at: place,
                help: "write `\(way).?\(name)`, or ask `has(\(way).\(name))` first",
                related: [.init("may be left out", at: places.answer(call, at: path))]))
    }
}

extension ExpressionNode {
    /// The members of `input` that are read from this node down.
    var inputs: Set<String> {
        var names: Set<String> = []
        visit { node in
            switch node.kind {
            case .select(let operand, let field), .presence(let operand, let field):
                if case .name("input") = operand.kind { names.insert(field) }
            default: break
            }
        }
        return names
    }

    /// Every node from this one down.
    fileprivate func visit(_ body: (ExpressionNode) -> Void) {
        body(self)
        for child in children { child.visit(body) }
    }

    private var children: [ExpressionNode] {
        switch kind {
        case .constant, .name: []
        case .select(let operand, _), .presence(let operand, _): [operand]
        case .call(_, let arguments): arguments
        case .method(let target, _, let arguments): [target] + arguments
        case .list(let elements): elements.map(\.node)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .record(_, let fields): fields.map(\.value)
        case .loop(let loop): [loop.range] + [loop.condition, loop.transform].compactMap(\.self)
        case .bind(_, let value, let body): [value, body]
        case .optionalMap(let target, _, let body, _): [target, body]
        }
    }
}
