import Diagnostics
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// `{applicant.name}` and the like in an input: without `${…}` it is given as it stands.
    static let unfilledText = Rule("unfilled-text") { context in
        context.unfilled.compactMap { node, path in
            guard let text = node.text else { return nil }
            let isAlone = text.allSatisfy { "${}()#<>% ".contains($0) || path.contains($0) } && text.contains(path)
            return Problem(
                "`\(path)` stands outside of `${…}`", at: node.place, label: "given as it stands",
                help: "write `${\(path)}`", fix: isAlone ? .replace(node.place, with: "\"${\(path)}\"") : nil)
        }
    }
}

extension RuleContext {
    /// The texts that name something of the flow outside of `${…}`, and what.
    fileprivate var unfilled: [(node: YAMLNode, path: String)] {
        templates.flatMap(\.scalars).compactMap { node in
            node.text.flatMap { path(outside: $0) }.map { (node, $0) }
        }
    }

    /// Whether a text was to read a thing, as far as one can see.
    func isMeant(_ name: String) -> Bool { unfilled.contains { $0.path == name || $0.path.hasPrefix(name + ".") } }

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
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let start = index
            if bytes[start...].starts(with: "${".utf8) {
                index = bytes[start...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
            } else {
                index = bytes[start...].firstIndex { !$0.isPartOfPath } ?? bytes.count
                let parts = bytes[start..<index].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                    .map { String(decoding: $0, as: UTF8.self) }
                if let first = parts.indices.dropLast().first(where: { isName(parts[$0 + 1], of: parts[$0]) }) {
                    let path = parts[first...]
                    return (path.last == "" ? path.dropLast() : path).joined(separator: ".")
                }
            }
            index += 1
        }
        return nil
    }

    private func isName(_ name: String, of root: String) -> Bool {
        switch root {
        case "applicant": tree.field(name) != nil
        case "flags": tree.flags.contains { $0.name.value == name }
        case "checks": tree.steps.contains { $0.id.value == name }
        case "acts": tree.allNodes.contains { $0.act?.step.id.value == name }
        default: false
        }
    }
}

extension YAMLNode {
    /// The texts in it, however deep.
    fileprivate var scalars: [YAMLNode] {
        if text != nil { return [self] }
        return (entries ?? []).flatMap { $0.value.scalars } + (items ?? []).flatMap(\.scalars)
    }
}

extension UInt8 {
    fileprivate var isPartOfPath: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }
}
