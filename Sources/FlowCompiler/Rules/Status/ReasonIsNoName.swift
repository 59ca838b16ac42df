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
        utf8.first.map(Self.isLetter) == true && utf8.count <= 64
            && utf8.allSatisfy { Self.isLetter($0) || (0x30...0x39).contains($0) || "_-.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

extension RuleContext {
    /// Every `reason` of `status` and of `decide`.
    var reasons: [YAMLNode] {
        let early = (flow.member("steps")?.items ?? []).flatMap { $0.member("decide")?.items ?? [] }
        return ((flow.member("status")?.items ?? []) + early).compactMap { $0.member("reason") }
    }
}
