import Diagnostics
import ExpressionSyntax
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// The same question, of the same vendor, about the same thing: paid for twice.
    static let sameCheckTwice = Rule("same-check-twice") { context in
        var first: [String: StepTree] = [:]
        // Side by side, the same question may be meant as a second opinion; of two branches only one is taken.
        let others = context.tree.allNodes.flatMap { node -> [NodeTree] in
            switch node {
            case .parallel, .choose: node.lists.flatMap { $0 }
            default: []
            }
        }
        let apart = Set(others.flatMap(\.withAllInside).compactMap { $0.check?.id.value })
        return context.tree.steps.compactMap { step in
            guard !apart.contains(step.id.value), let node = context.node(step) else { return nil }
            let key = ["check", "by", "input"].map { node.member($0)?.canonical ?? "" }.joined(separator: "\n")
            guard let earlier = first.updateValue(step, forKey: key) else { return nil }
            return Problem(
                "`\(step.id.value)` asks what `\(earlier.id.value)` has asked", at: step.id.place,
                help: "read `checks.\(earlier.id.value)` and remove this step, or give it other input",
                related: [.init("asked first", at: earlier.id.place)])
        }
    }
}

extension YAMLNode {
    /// What a node says, however it is written.
    var canonical: String {
        switch content {
        case .scalar(let scalar): return "\"" + scalar.text.string + "\""
        case .sequence(let items): return "[" + items.map(\.canonical).joined(separator: ",") + "]"
        case .mapping(let entries):
            let members = entries.map { $0.key.canonical + ":" + $0.value.canonical }
            return "{" + (members.count > 1 ? members.sorted() : members).joined(separator: ",") + "}"
        }
    }
}
