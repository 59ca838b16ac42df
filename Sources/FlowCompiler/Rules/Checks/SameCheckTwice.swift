import Diagnostics
import ExpressionSyntax
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// The same question, of the same vendor, about the same thing: paid for twice.
    static let sameCheckTwice = Rule("same-check-twice") { context in
        var first: [String: StepTree] = [:]
        return context.tree.steps.compactMap { step in
            guard let node = context.node(step) else { return nil }
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
        case .scalar(let scalar): "\"\(scalar.text.string)\""
        case .sequence(let items): "[" + items.map(\.canonical).joined(separator: ",") + "]"
        case .mapping(let entries):
            "{" + entries.map { $0.key.canonical + ":" + $0.value.canonical }.sorted().joined(separator: ",") + "}"
        }
    }
}
