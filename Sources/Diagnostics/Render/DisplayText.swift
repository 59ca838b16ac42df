/// A character as a terminal shows it, and the cells it takes.
struct Cell {
    var text: String
    var width: Int
}

/// Text made safe and measurable for a terminal.
///
/// Control characters and those that reorder text are shown as U+FFFD: a file that is being complained about must not be
/// able to write over the complaint.
enum DisplayText {
    static let tabStop = 4

    /// The cells of `bytes`, where the first one stands in column `column` (from 0; tabs depend on it).
    static func cells(of bytes: some Collection<UInt8>, startingAt column: Int = 0) -> [Cell] {
        var cells: [Cell] = []
        var column = column
        for character in String(decoding: bytes, as: UTF8.self) {
            let cell: Cell
            if character == "\t" {
                let width = tabStop - column % tabStop
                cell = Cell(text: String(repeating: " ", count: width), width: width)
            } else if character.unicodeScalars.contains(where: isUnsafe) {
                cell = Cell(text: "\u{FFFD}", width: 1)
            } else {
                cell = Cell(text: String(character), width: width(of: character))
            }
            column += cell.width
            cells.append(cell)
        }
        return cells
    }

    /// The cells that one line takes.
    static func width(of text: String) -> Int { cells(of: text.utf8).reduce(0) { $0 + $1.width } }

    /// One line of a message; line breaks stay, all else that is unsafe goes.
    static func sanitized(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isUnsafe($0) && $0 != "\n" }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(isUnsafe(scalar) && scalar != "\n" ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func width(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if character.unicodeScalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(first.value) } ? 2 : 1
        }
    }

    /// Blocks that Unicode's EastAsianWidth.txt calls wide or full-width.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x17000...0x18AFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
