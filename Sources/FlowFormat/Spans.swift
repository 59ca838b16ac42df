internal import Diagnostics
internal import YAMLTree

/// Values that go over several lines, whose inner lines begin nothing of their own.
struct Spans {
    enum Kind: Hashable {
        /// Plain and quoted text: line breaks are folded. In quotes a blank at the end of a line may count.
        case text(quoted: Bool)
        case flow
        case block
    }

    struct Span: Hashable {
        var kind: Kind
        var range: Range<Int>
    }

    /// By where they begin; none within another.
    private(set) var all: [Span] = []

    init(_ documents: [YAMLNode]) {
        var found: Set<Span> = []
        for document in documents { Self.collect(document, into: &found) }
        var end = 0
        for span in found.sorted(by: {
            ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
        })
        where span.range.lowerBound >= end {
            all.append(span)
            end = span.range.upperBound
        }
    }

    private static func collect(_ node: YAMLNode, into found: inout Set<Span>) {
        let range = node.place.range
        let bytes = node.place.file.bytes
        switch node.content {
        case .scalar(let scalar):
            guard bytes[range].contains(0x0A) else { return }
            switch scalar.style {
            case .plain: found.insert(Span(kind: .text(quoted: false), range: range))
            case .singleQuoted, .doubleQuoted: found.insert(Span(kind: .text(quoted: true), range: range))
            case .literal, .folded: found.insert(Span(kind: .block, range: range))
            }
        case .sequence(let items):
            if isFlow(node) {
                found.insert(Span(kind: .flow, range: range))
            } else {
                for item in items { collect(item, into: &found) }
            }
        case .mapping(let entries):
            if isFlow(node) {
                found.insert(Span(kind: .flow, range: range))
            } else {
                for entry in entries {
                    collect(entry.key, into: &found)
                    collect(entry.value, into: &found)
                }
            }
        }
    }

    /// Ends with its bracket, which a block collection does only when its last value does.
    private static func isFlow(_ node: YAMLNode) -> Bool {
        let bytes = node.place.file.bytes[node.place.range]
        var offset = bytes.startIndex
        while offset < bytes.endIndex, bytes[offset] == UInt8(ascii: "&") || bytes[offset] == UInt8(ascii: "!") {
            while offset < bytes.endIndex, ![0x20, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
            while offset < bytes.endIndex, [0x20, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
        }
        guard offset < bytes.endIndex, let last = bytes.last else { return false }
        let pairs: [UInt8: UInt8] = [UInt8(ascii: "{"): UInt8(ascii: "}"), UInt8(ascii: "["): UInt8(ascii: "]")]
        return pairs[bytes[offset]] == last
    }
}
