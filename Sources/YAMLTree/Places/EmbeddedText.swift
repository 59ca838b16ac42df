public import Diagnostics

/// Text that was lifted out of a larger file, and the way back.
///
/// A YAML scalar does not keep its bytes in order: quotes, escapes, folding and block indentation all move them. Each
/// piece therefore remembers where it began.
public struct EmbeddedText: Hashable, Sendable {
    /// A run of decoded bytes that stands in the file unchanged.
    public struct Piece: Hashable, Sendable {
        /// Offset into the UTF-8 bytes of the decoded text.
        public var decoded: Int
        /// Offset into the file.
        public var source: Int

        public init(decoded: Int, source: Int) {
            self.decoded = decoded
            self.source = source
        }
    }

    public var string: String
    public var pieces: [Piece]
    /// The scalar's own bytes in the file, quotes included.
    public var whole: Place

    public init(string: String, pieces: [Piece], whole: Place) {
        self.string = string
        self.pieces = pieces
        self.whole = whole
    }

    /// The byte of the file that produced byte `offset` of the decoded text.
    public func sourceOffset(of offset: Int) -> Int {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].decoded <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return whole.range.lowerBound }
        let piece = pieces[low - 1]
        return min(piece.source + (offset - piece.decoded), whole.range.upperBound)
    }

    /// The place in the file of a range of decoded bytes.
    public func place(of range: Range<Int>) -> Place {
        let lower = sourceOffset(of: range.lowerBound)
        let upper = range.isEmpty ? lower : sourceOffset(of: range.upperBound - 1) + 1
        return Place(file: whole.file, range: lower..<max(lower, upper))
    }
}
