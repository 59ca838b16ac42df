/// Text broken into lines that fit, at blanks outside of quotes: what stands between backticks is for copying.
enum Wrapping {
    /// - Parameters:
    ///   - first: Cells that the first line has room for; others have `rest`.
    static func lines(_ text: String, first: Int, rest: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            var used = 0
            for word in words(String(paragraph), within: rest) {
                let room = lines.isEmpty ? first : rest
                let blank = line.isEmpty ? 0 : 1
                if used + blank + word.width > room, !line.isEmpty || (lines.isEmpty && first < rest) {
                    lines.append(line)
                    (line, used) = (word.text, word.width)
                } else {
                    line += (line.isEmpty ? "" : " ") + word.text
                    used += blank + word.width
                }
            }
            lines.append(line)
        }
        return lines
    }

    /// Words, a quote with all its blanks being one unless no line could hold it.
    private static func words(_ text: String, within room: Int) -> [Cell] {
        var words: [Cell] = []
        var quoted: [String] = []
        func add(_ word: String) {
            let width = DisplayText.width(of: word)
            words += width <= room ? [Cell(text: word, width: width)] : pieces(of: word, within: room)
        }
        for part in text.split(separator: " ") {
            quoted.append(String(part))
            guard quoted.reduce(0, { $0 + $1.count { $0 == "`" } }).isMultiple(of: 2) else { continue }
            let whole = quoted.joined(separator: " ")
            if DisplayText.width(of: whole) <= room { add(whole) } else { quoted.forEach(add) }
            quoted = []
        }
        quoted.forEach(add)
        return words
    }

    /// Between two wide characters a line may end anywhere; a long path or address stays whole.
    private static func pieces(of word: String, within room: Int) -> [Cell] {
        let cells = DisplayText.cells(of: word.utf8)
        let width = cells.reduce(0) { $0 + $1.width }
        guard cells.contains(where: { $0.width > 1 }) else { return [Cell(text: word, width: width)] }
        var pieces: [Cell] = []
        for cell in cells {
            if let last = pieces.indices.last, pieces[last].width + cell.width <= room {
                pieces[last].text += cell.text
                pieces[last].width += cell.width
            } else {
                pieces.append(cell)
            }
        }
        return pieces
    }
}
