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
    /// Where text that stands in the file as it is begins: nearly all. Other text has pieces.
    let start: Int?
    private let moved: [Piece]
    /// The scalar's own bytes in the file, quotes included.
    public var whole: Place

    public init(string: String, pieces: [Piece], whole: Place) {
        self.string = string
        let isUnmoved = pieces.count == 1 && pieces[0].decoded == 0
        start = isUnmoved ? pieces[0].source : nil
        moved = isUnmoved ? [] : pieces
        self.whole = whole
    }

    /// Text that stands in the file unchanged from byte `start` on.
    public init(string: String, from start: Int, whole: Place) {
        self.string = string
        self.start = start
        moved = []
        self.whole = whole
    }

    /// None for text that is not in the file at all.
    public var pieces: [Piece] { start.map { [Piece(decoded: 0, source: $0)] } ?? moved }

    /// The byte of the file that produced byte `offset` of the decoded text.
    public func sourceOffset(of offset: Int) -> Int {
        if let start { return min(start + offset, whole.range.upperBound) }
        var low = 0
        var high = moved.count
        while low < high {
            let middle = (low + high) / 2
            if moved[middle].decoded <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return whole.range.lowerBound }
        let piece = moved[low - 1]
        return min(piece.source + (offset - piece.decoded), whole.range.upperBound)
    }

    /// The place in the file of a range of decoded bytes; the whole scalar for text that is not in the file at all.
    public func place(of range: Range<Int>) -> Place {
        guard start != nil || !moved.isEmpty else { return whole }
        let lower = sourceOffset(of: range.lowerBound)
        let upper = range.isEmpty ? lower : sourceOffset(of: range.upperBound - 1) + 1
        return Place(file: whole.file, range: lower..<max(lower, upper))
    }
}
