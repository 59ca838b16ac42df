import Diagnostics
import ExpressionSyntax
import FlowIR
import YAMLTree

extension Rule {
    /// `NO` is Norway here, and `false` to tools that read YAML 1.1.
    static let misreadElsewhere = Rule("misread-elsewhere", .note) { context in
        let words: Set<String> = ["yes", "no", "on", "off", "y", "n"]
        var problems: [Problem] = []
        func visit(_ node: YAMLNode) {
            // Most text is longer than any of them.
            if let text = node.text, text.utf8.count > 3 { return }
            switch node.content {
            case .scalar(let scalar):
                guard scalar.style == .plain, words.contains(scalar.text.string.lowercased())
                else { return }
                let quoted = "\"\(scalar.text.string)\""
                problems.append(
                    Problem(
                        "older YAML tools read `\(scalar.text.string)` as true or false", at: node.place,
                        help: "write `\(quoted)`", fix: .replace(node.place, with: quoted)))
            case .sequence(let items): for item in items { visit(item) }
            case .mapping(let entries): for entry in entries { visit(entry.value) }
            }
        }
        visit(context.flow)
        return problems
    }
}
