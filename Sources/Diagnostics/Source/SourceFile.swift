/// A text that findings point into.
///
/// Places are byte offsets through every stage; lines and columns are worked out here, when a person has to read them.
public final class SourceFile: Sendable {
    /// As the user named it.
    public let path: String
    public let bytes: [UInt8]
    private let lineStarts: [Int]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
        self.lineStarts = starts
    }

    public convenience init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// Line and column of a byte, both from 1; the column counts Unicode scalars.
    public func position(of offset: Int) -> Position {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        let column = bytes[lineStarts[low]..<offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return Position(line: low + 1, column: column)
    }

    /// The byte where a line (from 1) begins; the end of the file for a line past the last.
    public func offset(ofLine line: Int) -> Int {
        line <= lineStarts.count ? lineStarts[max(line, 1) - 1] : bytes.count
    }

    /// A line (from 1) without its line end.
    public func line(_ number: Int) -> String {
        guard number >= 1, number <= lineStarts.count else { return "" }
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}

extension SourceFile: Hashable {
    public static func == (left: SourceFile, right: SourceFile) -> Bool { left === right }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A line and a column, both counted from 1; columns count Unicode scalars.
public struct Position: Hashable, Sendable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A range of bytes in a file.
public struct Place: Hashable, Sendable {
    public var file: SourceFile
    public var range: Range<Int>

    public init(file: SourceFile, range: Range<Int>) {
        self.file = file
        self.range = range
    }

    public var start: Position { file.position(of: range.lowerBound) }

    /// `path:line`, as messages and tables show it.
    public var fileAndLine: String { "\(file.path):\(start.line)" }
}
