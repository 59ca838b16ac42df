import Diagnostics
import ExpressionSyntax
import FlowIR
import YAMLTree

extension Rule {
    /// `NO` is Norway here, and `false` to tools that read YAML 1.1.
    static let misreadElsewhere = Rule("misread-elsewhere", .note) { context in
        let words: Set<String> = ["yes", "no", "on", "off", "y", "n"]
        // A flow over another one has nodes of more than one file.
        let mayHold = context.flow.entry("extends") != nil || context.flow.place.file.hasShortWord(of: words)
        guard mayHold else { return [] }
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

extension SourceFile {
    /// Whether one of these words stands anywhere in it, whatever it is there: quick, and mostly not so.
    fileprivate func hasShortWord(of words: Set<String>) -> Bool {
        var length = 0
        for (offset, byte) in bytes.enumerated() {
            if isLetter(byte) {
                length += 1
                continue
            }
            if (1...3).contains(length), isWord(offset - length..<offset, of: words) { return true }
            length = 0
        }
        return (1...3).contains(length) && isWord(bytes.count - length..<bytes.count, of: words)
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...: true
        default: false
        }
    }

    private func isWord(_ range: Range<Int>, of words: Set<String>) -> Bool {
        "yno".utf8.contains(bytes[range.lowerBound] | 0x20)
            && words.contains(String(decoding: bytes[range], as: UTF8.self).lowercased())
    }
}
