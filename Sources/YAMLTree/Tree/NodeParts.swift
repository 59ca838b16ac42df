internal import Diagnostics

/// What a node is made of, in little memory: a folder of flows has millions of nodes, and clearing the pages that they
/// need takes longer than much of the work on them. Offsets therefore have 32 bits, as ``YAMLLimits`` sees to, and what
/// few nodes have stands apart.
final class NodeParts: Sendable {
    enum Children {
        case none
        case items([YAMLNode])
        case entries([YAMLEntry])
    }

    /// What nearly no node has.
    final class Rest: Sendable {
        let tag: String?
        let anchor: String?
        /// Of text that does not stand in the file as it is.
        let text: EmbeddedText?

        init(tag: String?, anchor: String?, text: EmbeddedText?) {
            self.tag = tag
            self.anchor = anchor
            self.text = text
        }
    }

    private let string: String
    private let children: Children
    private let file: SourceFile
    let rest: Rest?
    private let lower: UInt32
    private let upper: UInt32
    private let wholeLower: UInt32
    private let wholeUpper: UInt32
    /// Where the text stands in the file.
    private let start: UInt32
    /// `nil` for collections.
    let style: YAMLScalar.Style?

    init(_ content: YAMLNode.Content, _ place: Place, _ tag: String?, _ anchor: String?) {
        file = place.file
        (lower, upper) = (UInt32(clamping: place.range.lowerBound), UInt32(clamping: place.range.upperBound))
        var text: EmbeddedText?
        if case .scalar(let scalar) = content {
            children = .none
            string = scalar.text.string
            style = scalar.style
            let whole = scalar.text.whole
            (wholeLower, wholeUpper) = (
                UInt32(clamping: whole.range.lowerBound), UInt32(clamping: whole.range.upperBound)
            )
            if let start = scalar.text.start, whole.file === place.file {
                self.start = UInt32(clamping: start)
            } else {
                start = 0
                text = scalar.text
            }
        } else {
            children =
                switch content {
                case .sequence(let items): .items(items)
                case .mapping(let entries): .entries(entries)
                case .scalar: .none
                }
            string = ""
            style = nil
            (wholeLower, wholeUpper, start) = (0, 0, 0)
        }
        rest = tag == nil && anchor == nil && text == nil ? nil : Rest(tag: tag, anchor: anchor, text: text)
    }

    var place: Place { Place(file: file, range: Int(lower)..<Int(upper)) }

    var text: String? { style == nil ? nil : string }

    var scalar: YAMLScalar? {
        guard let style else { return nil }
        let whole = Place(file: file, range: Int(wholeLower)..<Int(wholeUpper))
        return YAMLScalar(
            text: rest?.text ?? EmbeddedText(string: string, from: Int(start), whole: whole), style: style)
    }

    var items: [YAMLNode]? {
        guard case .items(let items) = children else { return nil }
        return items
    }

    var entries: [YAMLEntry]? {
        guard case .entries(let entries) = children else { return nil }
        return entries
    }

    var content: YAMLNode.Content {
        switch children {
        case .items(let items): .sequence(items)
        case .entries(let entries): .mapping(entries)
        case .none: scalar.map { .scalar($0) } ?? .sequence([])
        }
    }
}
