import Diagnostics
import YAMLTree

/// What is still to be filled in of a skeleton: a finding each, and nothing else is said of these places.
struct Gaps {
    private var places: [Place] = []
    private var findings: [Finding] = []

    init(_ files: PackFiles) {
        let word = Array(PackSkeleton.gap.utf8)
        for case let file? in [files.binding, files.stories] where Self.holds(word, file.bytes) {
            var unheard = Findings()
            for document in YAMLReader.read(file, findings: &unheard) { look(at: document, []) }
        }
    }

    /// Asked of every pack at each start; the library's own search takes milliseconds for it.
    private static func holds(_ word: [UInt8], _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while let start = rest.firstIndex(of: word[0]) {
            rest = rest[start...]
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// Whether the binding's parts are too incomplete to say anything of how it is played.
    func isOpen(_ file: SourceFile) -> Bool { places.contains { $0.file == file } }

    /// Leaves out what is wrong only because something is not filled in.
    func report(into findings: inout Findings) {
        findings.filter { finding in
            !places.contains { $0.file == finding.place.file && $0.range.overlaps(finding.place.range) }
        }
        for finding in self.findings { findings.report(finding) }
    }

    private mutating func look(at node: YAMLNode, _ path: [String]) {
        for entry in node.entries ?? [] { look(at: entry.value, path + [entry.key.text ?? ""]) }
        for (index, item) in (node.items ?? []).enumerated() { look(at: item, path + [String(index)]) }
        guard node.text == PackSkeleton.gap else { return }
        places.append(node.place)
        findings.append(
            Finding(
                "to-fill-in", "`\(path.joined(separator: "."))` is still to be filled in", at: node.place,
                help: Self.help(for: path)))
    }

    private static func help(for path: [String]) -> String {
        let part = path.count > 2 && path[0] == "operations" ? path[2] : path.first ?? ""
        switch part {
        case "effect":
            return
                "write `read` if it changes nothing, `repeatable` if it may be sent again, `once` (with `recover`) if it acts each time"
        case "body", "query", "headers", "path":
            let input = path.last.map(SkeletonText.word) ?? "name"
            return
                "write what is sent: a value, or `\"${input.\(input)}\"` for an input of the check that uses `\(path[1])`"
        case "checks": return "write the kinds of check that flows may ask for, as the comment below it shows"
        case "stories": return "name an answer that an operation has under `answers`, or write `approved`"
        default: return "replace `\(PackSkeleton.gap)`"
        }
    }
}
