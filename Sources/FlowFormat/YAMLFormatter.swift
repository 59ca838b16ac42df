public import Diagnostics
internal import YAMLTree

/// Lays a YAML file out in the house form, and touches nothing else.
///
/// Indentation becomes two blanks a level, a list stands one level below its key, blanks at ends of lines go, of several
/// blank lines one stays, the last line ends with a line break, and an expression that YAML would misread gets quotes.
/// Comments, the order of keys, quotes and line breaks inside values stay as they were written. Formatting twice gives
/// the same bytes as once.
public enum YAMLFormatter {
    public enum Outcome: Hashable, Sendable {
        /// The bytes that the file should have; they may be those that it has.
        case formatted([UInt8])
        /// It cannot be read; why is among the findings.
        case unreadable
        /// The layout could not be changed without changing what the file says, so nothing was changed.
        case refused
    }

    /// The outcome is compared with the text before anything is given back: the same documents, the same comments.
    public static func format(_ file: SourceFile, findings: inout Findings) -> Outcome {
        var own = Findings()
        guard let quoted = QuoteRepair.repaired(file, findings: &own) else {
            findings.merge(own)
            return .unreadable
        }
        var result = Layout(quoted.file, quoted.documents).text()
        // Once is enough for what people write; what would still change is laid out again, or left alone.
        for _ in 0..<3 {
            let formatted = SourceFile(path: file.path, bytes: result)
            var unseen = Findings()
            let documents = YAMLReader.read(formatted, findings: &unseen)
            guard !unseen.hasErrors, documents.count == quoted.documents.count,
                zip(documents, quoted.documents).allSatisfy({ $0.saysTheSame(as: $1) }),
                ink(of: result) == ink(of: quoted.file.bytes)
            else { return .refused }
            let again = Layout(formatted, documents).text()
            if again == result { return .formatted(result) }
            result = again
        }
        return .refused
    }

    /// Whatever is no blank, no line break and no byte order mark; comments are part of it.
    private static func ink(of bytes: [UInt8]) -> [UInt8] {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return bytes[start...].filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    }
}

extension YAMLNode {
    /// Equal but for places and anchors' positions: the same values in the same styles under the same keys.
    func saysTheSame(as other: YAMLNode) -> Bool {
        guard tag == other.tag, anchor == other.anchor else { return false }
        switch (content, other.content) {
        case (.scalar(let left), .scalar(let right)):
            return left.style == right.style && left.text.string == right.text.string
        case (.sequence(let left), .sequence(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.saysTheSame(as: $1) }
        case (.mapping(let left), .mapping(let right)):
            return left.count == right.count
                && zip(left, right).allSatisfy { $0.key.saysTheSame(as: $1.key) && $0.value.saysTheSame(as: $1.value) }
        default: return false
        }
    }
}
