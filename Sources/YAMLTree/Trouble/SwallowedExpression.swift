internal import Diagnostics

/// `{ reject: hits.exists(h, h.score >= 95) }`: the comma ends the value, and `h.score >= 95)` becomes a key without
/// a value. YAML sees nothing wrong with it.
///
/// One finding is given and the pieces are joined again, so that what reads the tree meets the whole expression.
struct SwallowedExpression {
    let file: SourceFile

    func mend(_ frame: inout TreeBuilder.Frame, findings: inout Findings) {
        if frame.isMapping {
            frame.entries = mended(frame.entries, value: \.value, continues: \.key, findings: &findings) { entry in
                isNothing(entry.value)
            }
        } else {
            frame.items = mended(frame.items, value: \.self, continues: \.self, findings: &findings) { _ in true }
        }
    }

    private func mended<Element>(
        _ elements: [Element], value: WritableKeyPath<Element, YAMLNode>, continues: KeyPath<Element, YAMLNode>,
        findings: inout Findings, canContinue: (Element) -> Bool
    ) -> [Element] {
        var result: [Element] = []
        var index = 0
        while index < elements.count {
            var element = elements[index]
            index += 1
            if var depth = openBrackets(element[keyPath: value]), depth > 0 {
                var next = index
                while depth > 0, next < elements.count, canContinue(elements[next]),
                    let change = openBrackets(elements[next][keyPath: continues])
                {
                    depth += change
                    next += 1
                }
                if depth == 0, next > index {
                    let end = elements[next - 1][keyPath: continues].place.range.upperBound
                    element[keyPath: value] = joined(element[keyPath: value], to: end, findings: &findings)
                    index = next
                }
            }
            result.append(element)
        }
        return result
    }

    private func joined(_ first: YAMLNode, to end: Int, findings: inout Findings) -> YAMLNode {
        let range = first.place.range.lowerBound..<max(first.place.range.lowerBound, end)
        let place = Place(file: file, range: range)
        let text = String(decoding: file.bytes[range], as: UTF8.self)
        findings.report(UnquotedExpression.finding(at: place, repaired: LineRepair.quoted(text)))
        let pieces = [EmbeddedText.Piece(decoded: 0, source: range.lowerBound)]
        let scalar = YAMLScalar(text: EmbeddedText(string: text, pieces: pieces, whole: place), style: .plain)
        return YAMLNode(content: .scalar(scalar), place: place)
    }

    private func isNothing(_ node: YAMLNode) -> Bool {
        guard case .scalar(let scalar) = node.content else { return false }
        return scalar.style == .plain && scalar.text.string.isEmpty && node.tag == nil && node.anchor == nil
    }

    /// Opened less closed parentheses outside quotes; `nil` for what is no plain text without anchor and tag.
    private func openBrackets(_ node: YAMLNode) -> Int? {
        guard case .scalar(let scalar) = node.content, scalar.style == .plain, node.tag == nil, node.anchor == nil,
            node.place.file == file
        else { return nil }
        var depth = 0
        var quote: UInt8?
        for byte in scalar.text.string.utf8 {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") {
                depth -= 1
            }
        }
        return depth
    }
}
