import Diagnostics
import ExpressionSyntax
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// The same question, of the same vendor, about the same thing: paid for twice.
    static let sameCheckTwice = Rule("same-check-twice") { context in
        let steps = context.tree.steps
        let questions = steps.map { step in
            asked.reduce(0) { $0 &* 31 &+ (step.node.member($1)?.fingerprint ?? 0) }
        }
        guard Set(questions).count < steps.count else { return [] }
        var first: [String: StepTree] = [:]
        // Side by side, the same question may be meant as a second opinion; of two branches only one is taken.
        let others = context.tree.allNodes.flatMap { node -> [NodeTree] in
            switch node {
            case .parallel, .choose: node.lists.flatMap { $0 }
            default: []
            }
        }
        let apart = Set(others.flatMap(\.withAllInside).compactMap { $0.check?.id.value })
        return steps.compactMap { step in
            guard !apart.contains(step.id.value) else { return nil }
            let key = asked.map { step.node.member($0)?.canonical ?? "" }.joined(separator: "\n")
            guard let earlier = first.updateValue(step, forKey: key) else { return nil }
            return Problem(
                "`\(step.id.value)` asks what `\(earlier.id.value)` has asked", at: step.id.place,
                help: "read `checks.\(earlier.id.value)` and remove this step, or give it other input",
                related: [.init("asked first", at: earlier.id.place)])
        }
    }
}

/// The keys that say what is asked.
private let asked = ["check", "by", "input"]

extension YAMLNode {
    /// The same for nodes that say the same, and hardly ever for others.
    fileprivate var fingerprint: UInt {
        if let text { return text.utf8.fingerprint }
        if let items { return items.reduce(7) { $0 &* 31 &+ $1.fingerprint } }
        // In whatever order its keys stand.
        return (entries ?? []).reduce(11) { $0 &+ $1.key.fingerprint &* ($1.value.fingerprint | 1) }
    }

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
