internal import Diagnostics

/// Turns what libyaml decoded into text that knows its way back to the file.
enum ScalarLifting {
    /// `range` is the scalar's own, without anchor and tag.
    static func lift(_ value: String, style: YAMLScalar.Style, range: Range<Int>, file: SourceFile) -> YAMLScalar {
        if let text = unchanged(value, style: style, range: range, file: file) {
            return YAMLScalar(text: text, style: style)
        }
        let built = decode(file.bytes[range], style: style, expecting: Array(value.utf8))
        var whole = trimmed(range, style: style, file: file)
        if let end = built.flatMap(endOfText) {
            whole.range = range.lowerBound..<min(max(whole.range.upperBound, end), range.upperBound)
        }
        let text = EmbeddedText(
            string: value,
            pieces: built?.pieces ?? [.init(decoded: 0, source: contentStart(whole.range, style))], whole: whole)
        return YAMLScalar(text: text, style: style)
    }

    /// What stands in the file as it is: nearly all that is written on one line.
    private static func unchanged(
        _ value: String, style: YAMLScalar.Style, range: Range<Int>, file: SourceFile
    ) -> EmbeddedText? {
        let quotes = style == .plain ? 0 : 1
        let count = value.utf8.count
        guard style != .literal, style != .folded, count > 0, range.count == count + 2 * quotes else { return nil }
        let start = range.lowerBound + quotes
        var value = value
        let isSame = file.bytes.withUnsafeBufferPointer { bytes in
            value.withUTF8 { value in
                for offset in 0..<count where value[offset] != bytes[start + offset] { return false }
                return true
            }
        }
        // What ends in line breaks has another end.
        guard isSame, value.utf8.last != 0x0A else { return nil }
        return EmbeddedText(string: value, from: start, whole: Place(file: file, range: range))
    }

    /// `nil` when a second reading does not come to the same text; the scalar then has its beginning only.
    static func decode(
        _ raw: ArraySlice<UInt8>, style: YAMLScalar.Style, expecting value: [UInt8]
    ) -> PieceBuilder? {
        switch style {
        case .plain:
            let built = FlowScalarWalk.decode(raw, style: style)
            return built.bytes == value ? built : nil
        case .singleQuoted, .doubleQuoted:
            guard raw.count >= 2 else { return nil }
            let built = FlowScalarWalk.decode(raw.dropFirst().dropLast(), style: style)
            return built.bytes == value ? built : nil
        case .literal, .folded:
            let walk = BlockScalarWalk(raw)
            return walk.indentations.lazy.map(walk.decode).first { $0.bytes == value }
        }
    }

    private static func contentStart(_ range: Range<Int>, _ style: YAMLScalar.Style) -> Int {
        style == .plain || range.isEmpty ? range.lowerBound : range.lowerBound + 1
    }

    /// Behind the source of the last byte that is no line break.
    private static func endOfText(_ built: PieceBuilder) -> Int? {
        guard let last = built.bytes.lastIndex(where: { $0 != 0x0A }),
            let piece = built.pieces.last(where: { $0.decoded <= last })
        else { return nil }
        return piece.source + last - piece.decoded + 1
    }

    /// A block scalar ends with its last line of text, not with the empty lines below it.
    private static func trimmed(_ range: Range<Int>, style: YAMLScalar.Style, file: SourceFile) -> Place {
        guard style == .literal || style == .folded else { return Place(file: file, range: range) }
        var end = range.upperBound
        while end > range.lowerBound, [0x20, 0x09, 0x0A, 0x0D].contains(file.bytes[end - 1]) { end -= 1 }
        return Place(file: file, range: range.lowerBound..<end)
    }
}
