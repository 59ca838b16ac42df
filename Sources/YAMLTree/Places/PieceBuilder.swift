/// Collects decoded bytes and notes where each run of them came from.
struct PieceBuilder {
    private(set) var bytes: [UInt8] = []
    private(set) var pieces: [EmbeddedText.Piece] = []

    /// `count` decoded bytes that stand in the file at `source` and on.
    mutating func append(_ new: some Collection<UInt8>, from source: Int) {
        guard !new.isEmpty else { return }
        if let last = pieces.last, last.source - last.decoded == source - bytes.count {
            bytes += new
            return
        }
        pieces.append(.init(decoded: bytes.count, source: source))
        bytes += new
    }

    mutating func append(_ breaks: [LineBreak]) {
        for one in breaks { append(one.decoded, from: one.source) }
    }
}

/// A line break of the file and what it becomes in the text.
struct LineBreak {
    var source: Int
    /// `\n`; U+2028 and U+2029 stay as they are.
    var decoded: [UInt8]
    /// Bytes it takes in the file.
    var length: Int

    var isNewline: Bool { decoded == [0x0A] }

    /// The break at `offset`, as libyaml sees it: CR, LF, CR LF, U+0085, U+2028 and U+2029; `nil` when there is none.
    init?(in bytes: ArraySlice<UInt8>, at offset: Int) {
        guard offset < bytes.endIndex else { return nil }
        source = offset
        decoded = [0x0A]
        let rest = bytes[offset...].prefix(3)
        switch bytes[offset] {
        case 0x0D: length = rest.starts(with: [0x0D, 0x0A]) ? 2 : 1
        case 0x0A: length = 1
        case 0xC2 where rest.starts(with: [0xC2, 0x85]): length = 2
        case 0xE2 where rest.starts(with: [0xE2, 0x80, 0xA8]) || rest.starts(with: [0xE2, 0x80, 0xA9]):
            length = 3
            decoded = Array(rest)
        default: return nil
        }
    }
}
