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
            if let text = node.text {
                guard text.utf8.count <= 3, node.scalar?.style == .plain, words.contains(text.lowercased()) else {
                    return
                }
                let quoted = "\"\(text)\""
                problems.append(
                    Problem(
                        "older YAML tools read `\(text)` as true or false", at: node.place,
                        help: "write `\(quoted)`", fix: .replace(node.place, with: quoted)))
                return
            }
            for item in node.items ?? [] { visit(item) }
            for entry in node.entries ?? [] { visit(entry.value) }
        }
        visit(context.flow)
        return problems
    }
}
