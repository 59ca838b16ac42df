import Diagnostics
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// `{applicant.name}` and the like in an input: without `${…}` it is given as it stands.
    static let unfilledText = Rule("unfilled-text") { context in
        context.templates.flatMap(\.scalars).compactMap { node in
            guard let text = node.text, let path = context.path(outside: text) else { return nil }
            let isAlone = text.allSatisfy { "${}()#<>% ".contains($0) || path.contains($0) } && text.contains(path)
            return Problem(
                "`\(path)` stands outside of `${…}`", at: node.place, label: "given as it stands",
                help: "write `${\(path)}`", fix: isAlone ? .replace(node.place, with: "\"${\(path)}\"") : nil)
        }
    }
}

extension RuleContext {
    /// Whatever may hold `${…}`: inputs, metadata, and what other flows are given.
    fileprivate var templates: [YAMLNode] {
        let acts = tree.allNodes.compactMap { $0.act?.step } + tree.after
        let steps = (tree.steps + acts).flatMap { $0.input + $0.by.flatMap(\.input) }
        let flows = tree.allNodes.flatMap { node -> [YAMLEntry] in
            guard case .flow(let step) = node else { return [] }
            return step.applicant + step.flags
        }
        return (steps + flows + tree.metadata).map(\.value)
    }

    /// The first way to something of the flow that a text has outside of `${…}`.
    fileprivate func path(outside text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: ".")) else { return nil }
        var rest = text[...]
        while let dot = rest.firstIndex(of: ".") {
            let before = rest[..<dot]
            let root = before[(before.lastIndex { !$0.isPartOfName }.map(before.index(after:)) ?? before.startIndex)...]
            let name = rest[rest.index(after: dot)...].prefix(while: \.isPartOfName)
            if isName(String(name), of: root), !isFilled(root.startIndex, in: text) {
                let path = text[root.startIndex...].prefix { $0.isPartOfName || $0 == "." }
                return String(path.last == "." ? path.dropLast() : path)
            }
            rest = rest[rest.index(after: dot)...]
        }
        return nil
    }

    private func isName(_ name: String, of root: Substring) -> Bool {
        switch root {
        case "applicant": tree.field(name) != nil
        case "flags": tree.flags.contains { $0.name.value == name }
        case "checks": tree.steps.contains { $0.id.value == name }
        case "acts": tree.allNodes.contains { $0.act?.step.id.value == name }
        default: false
        }
    }

    /// Whether a place of a text stands inside `${…}`.
    private func isFilled(_ index: String.Index, in text: String) -> Bool {
        guard let open = text[..<index].ranges(of: "${").last else { return false }
        return !text[open.upperBound..<index].contains("}")
    }
}

extension YAMLNode {
    /// The texts in it, however deep.
    fileprivate var scalars: [YAMLNode] {
        if text != nil { return [self] }
        return (entries ?? []).flatMap { $0.value.scalars } + (items ?? []).flatMap(\.scalars)
    }
}

extension Character {
    fileprivate var isPartOfName: Bool { isASCII && (isLetter || isNumber || self == "_") }
}
