internal import Diagnostics

/// `{ reject: hits.exists(h, h.score >= 95) }`: the comma ends the value, and `h.score >= 95)` becomes a key without
/// a value. YAML sees nothing wrong with it.
///
/// One finding is given and the pieces are joined again, so that what reads the tree meets the whole expression.
struct SwallowedExpression {
    let file: SourceFile

    func mend(_ frame: inout TreeBuilder.Frame, findings: inout Findings) {
        guard isAnyOpen(frame) else { return }
        if frame.isMapping {
            frame.entries = mended(frame.entries, value: \.value, continues: \.key, findings: &findings) { entry in
                isNothing(entry.value)
            }
        } else {
            frame.items = mended(frame.items, value: \.self, continues: \.self, findings: &findings) { _ in true }
        }
    }

    /// Whether some value opens a bracket that it does not close: nearly none does.
    private func isAnyOpen(_ frame: TreeBuilder.Frame) -> Bool {
        frame.isMapping ? frame.entries.contains { isOpen($0.value) } : frame.items.contains(where: isOpen)
    }

    private func isOpen(_ node: YAMLNode) -> Bool {
        var brackets = Brackets()
        return isBare(node) && brackets.take(file.bytes[node.place.range]) && brackets.depth > 0
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
            let start = element[keyPath: value]
            var brackets = Brackets()
            if isBare(start), brackets.take(file.bytes[start.place.range]), brackets.depth > 0 {
                var end = start.place.range.upperBound
                var next = index
                while brackets.depth > 0, next < min(elements.count, index + 16), canContinue(elements[next]),
                    isBare(elements[next][keyPath: continues])
                {
                    let piece = elements[next][keyPath: continues].place.range
                    guard piece.lowerBound >= end, brackets.take(file.bytes[end..<piece.upperBound]) else { break }
                    end = piece.upperBound
                    next += 1
                }
                if brackets.depth == 0, next > index {
                    element[keyPath: value] = joined(start, to: end, findings: &findings)
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
        findings.report(
            UnquotedExpression.finding(
                at: place, help: RepairedLine.help(at: place, text: text),
                fix: .replace(place, with: RepairedLine.quoted(text))))
        let whole = EmbeddedText(string: text, from: range.lowerBound, whole: place)
        let scalar = YAMLScalar(text: whole, style: .plain)
        return YAMLNode(content: .scalar(scalar), place: place)
    }

    private func isNothing(_ node: YAMLNode) -> Bool {
        guard isBare(node), case .scalar(let scalar) = node.content else { return false }
        return scalar.text.string.isEmpty
    }

    /// Plain text without anchor and tag, from this very place.
    private func isBare(_ node: YAMLNode) -> Bool {
        guard case .scalar(let scalar) = node.content else { return false }
        return scalar.style == .plain && node.tag == nil && node.anchor == nil
    }
}

/// Parentheses and quotes of an expression, followed through its pieces.
private struct Brackets {
    private(set) var depth = 0
    private var quote: UInt8?
    private var length = 0

    /// `false` when the pieces are no one line, or too long to be one expression.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Bool {
        length += bytes.count
        guard length <= 400 else { return false }
        for byte in bytes {
            if byte == 0x0A || byte == 0x0D { return false }
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
        return true
    }
}
