import Diagnostics
import ExpressionSyntax
import FlowIR
import YAMLTree

extension Rule {
    /// Reasons are counted and shown to programs.
    static let reasonIsNoName = Rule("reason-is-no-name") { context in
        context.reasons.compactMap { node in
            guard let text = node.text, !text.isReasonName else { return nil }
            let words = text.lowercased().split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
            let name = words.joined(separator: "_")
            return Problem(
                "a reason is a name, and this is a text", at: node.place,
                help: "write one word such as `\(name.isReasonName ? name : "sanctions_match")`",
                fix: name.isReasonName && !text.contains("${") ? .replace(node.place, with: name) : nil)
        }
    }
}

extension String {
    fileprivate var isReasonName: Bool {
        first.map { $0.isASCII && $0.isLetter } == true && utf8.count <= 64
            && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == ".") }
    }
}

extension RuleContext {
    /// Every `reason` of `status` and of `decide`.
    var reasons: [YAMLNode] {
        let early = (flow.member("steps")?.items ?? []).flatMap { $0.member("decide")?.items ?? [] }
        return ((flow.member("status")?.items ?? []) + early).compactMap { $0.member("reason") }
    }
}
