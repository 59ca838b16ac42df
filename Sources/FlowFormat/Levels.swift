/// The levels that are open at a line, with the columns at which they stood and at which they stand now.
struct Levels {
    struct Level {
        var old: Int
        var new: Int
        var isList: Bool
    }

    private(set) var open: [Level] = []

    /// How far the innermost level moves.
    var shift: Int { open.last.map { $0.new - $0.old } ?? 0 }
    var innermost: Int { open.last?.new ?? 0 }

    mutating func reset() { open = [] }

    /// Something begins at a column: what stood deeper is closed. Gives the new column.
    mutating func begin(at column: Int, isList: Bool) -> Int {
        close(at: column, isList: isList)
        if let last = open.last, last.old == column, last.isList == isList { return last.new }
        let new = open.last.map { $0.new + 2 } ?? 0
        open.append(Level(old: column, new: new, isList: isList))
        return new
    }

    /// What follows a dash on its own line.
    mutating func beginItem(at column: Int, of dash: Int) -> Int {
        open.append(Level(old: column, new: dash + 2, isList: false))
        return dash + 2
    }

    private mutating func close(at column: Int, isList: Bool) {
        // A list may stand at the column of its key, so a key there closes the list and a dash does not close the key.
        while let last = open.last, last.old > column || last.old == column && last.isList && !isList {
            open.removeLast()
        }
    }

    /// Where a comment goes that stands at a column before a line that begins at `next`.
    func comment(at column: Int, before next: (old: Int, new: Int)?) -> Int {
        if let next, next.old == column { return next.new }
        if let level = open.last(where: { $0.old == column }) { return level.new }
        guard let level = open.last(where: { $0.old < column }) else { return 0 }
        return max(0, column + level.new - level.old)
    }
}
