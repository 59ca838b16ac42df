/// One line of a file with the marked part underlined, cut to a width.
struct Excerpt {
    var lineNumber: Int
    /// The line as shown, and the line of carets below it.
    var source: String
    var underline: String

    init(of place: Place, width: Int) {
        let file = place.file
        let start = file.position(of: place.range.lowerBound)
        lineNumber = start.line
        let lineStart = file.offset(ofLine: start.line)
        var lineEnd = start.line < Int.max ? file.offset(ofLine: start.line + 1) : file.bytes.count
        while lineEnd > lineStart, file.bytes[lineEnd - 1] == 0x0A || file.bytes[lineEnd - 1] == 0x0D { lineEnd -= 1 }
        let lower = min(max(place.range.lowerBound, lineStart), lineEnd)
        let upper = min(max(place.range.upperBound, lower), lineEnd)

        let before = DisplayText.cells(of: file.bytes[lineStart..<lower])
        let lead = before.reduce(0) { $0 + $1.width }
        let marked = DisplayText.cells(of: file.bytes[lower..<upper], startingAt: lead)
        let length = marked.reduce(0) { $0 + $1.width }
        let after = DisplayText.cells(of: file.bytes[upper..<lineEnd], startingAt: lead + length)

        let window = Window(cells: before + marked + after, from: lead, length: max(length, 1), width: max(width, 16))
        source = window.text
        underline = String(repeating: " ", count: window.markColumn) + String(repeating: "^", count: window.markLength)
    }
}

/// The part of a long line around its marked cells; `…` stands where it was cut.
private struct Window {
    var text = ""
    var markColumn: Int
    var markLength: Int

    init(cells: [Cell], from mark: Int, length: Int, width: Int) {
        let total = cells.reduce(0) { $0 + $1.width }
        guard max(total, mark + length) > width else {
            text = cells.map(\.text).joined()
            markColumn = mark
            markLength = length
            return
        }
        // A short mark keeps a third of the room before it; a long one starts near the left edge.
        let room = width - 2
        let context = length >= room ? min(8, room / 4) : min(room / 3, room - length)
        let first = mark <= context ? 0 : min(mark - context, max(0, total - room))
        var column = 0
        var shown = 0
        var skippedEnd = 0
        let cutLeft = first > 0
        for cell in cells {
            defer { column += cell.width }
            if column < first {
                skippedEnd = column + cell.width
                continue
            }
            if shown + cell.width > room {
                text += "…"
                break
            }
            text += cell.text
            shown += cell.width
        }
        if cutLeft { text = "…" + text }
        markColumn = max(0, mark - max(first, skippedEnd)) + (cutLeft ? 1 : 0)
        markLength = max(1, min(length, room + (cutLeft ? 1 : 0) - markColumn))
    }
}
