internal import YAMLTree

extension EmbeddedText {
    /// A part of the text, by its UTF-8 bytes, that still knows its way back.
    func slice(_ range: Range<Int>) -> EmbeddedText {
        let utf8 = string.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        let part = String(decoding: utf8[start..<utf8.index(start, offsetBy: range.count)], as: UTF8.self)
        let pieces = pieces
        guard !pieces.isEmpty else { return EmbeddedText(string: part, pieces: [], whole: whole) }
        var kept = [Piece(decoded: 0, source: sourceOffset(of: range.lowerBound))]
        for piece in pieces where piece.decoded > range.lowerBound && piece.decoded < range.upperBound {
            kept.append(Piece(decoded: piece.decoded - range.lowerBound, source: piece.source))
        }
        return EmbeddedText(string: part, pieces: kept, whole: place(of: range))
    }
}
