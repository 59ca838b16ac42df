import Diagnostics
import ExpressionSyntax
import FlowIR
import Vocabulary
import YAMLTree

extension Rule {
    /// `on` without what `except` takes away leaves nothing to repeat.
    static let retryOfNothing = Rule("retry-of-nothing") { context in
        context.retries.compactMap { node in
            guard let except = node.entry("except") else { return nil }
            let kinds = context.kinds(node.member("on")) ?? ErrorKind.transient
            let taken = context.kinds(except.value) ?? []
            guard !taken.isEmpty, kinds.allSatisfy(taken.contains) else { return nil }
            return Problem(
                "`except` takes away every kind of error, so nothing is repeated", at: except.value.place,
                help: "write `calls: 1` if that is meant",
                related: node.entry("on").map { [.init("of these", at: $0.value.place)] } ?? [])
        }
    }
}

extension RuleContext {
    /// The kinds of error that `on` or `except` names.
    func kinds(_ node: YAMLNode?) -> [ErrorKind]? {
        guard let node else { return nil }
        return (node.items ?? [node]).compactMap(\.text).flatMap { word in
            word == "transient" ? ErrorKind.transient : ErrorKind(rawValue: word).map { [$0] } ?? []
        }
    }
}
