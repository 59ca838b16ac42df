internal import YAMLTree

extension EmbeddedText {
    /// A part of the text, by its UTF-8 bytes, that still knows its way back.
    func slice(_ range: Range<Int>) -> EmbeddedText {
        let bytes = Array(string.utf8)[range]
        var kept = [Piece(decoded: 0, source: sourceOffset(of: range.lowerBound))]
        for piece in pieces where piece.decoded > range.lowerBound && piece.decoded < range.upperBound {
            kept.append(Piece(decoded: piece.decoded - range.lowerBound, source: piece.source))
        }
        return EmbeddedText(string: String(decoding: bytes, as: UTF8.self), pieces: kept, whole: place(of: range))
    }
}
