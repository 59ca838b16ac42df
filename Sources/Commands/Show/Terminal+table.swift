extension Terminal {
    /// Columns as wide as their widest cell; the last one is not filled up.
    func table(_ rows: [[String]], header: [String]? = nil, indent: String = "") -> String {
        let all = (header.map { [$0] } ?? []) + rows
        let count = all.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        func line(_ row: [String]) -> String {
            var text = indent
            for (column, cell) in row.enumerated() where widths[column] > 0 {
                text += column + 1 < row.count ? cell.padded(to: widths[column]) + "  " : cell
            }
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }
        var text = header.map { paint(line($0), .bold) } ?? ""
        for row in rows { text += line(row) }
        return text
    }
}
