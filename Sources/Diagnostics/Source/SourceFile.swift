/// A text that findings point into.
///
/// Places are byte offsets through every stage; lines and columns are worked out here, when a person has to read them.
public final class SourceFile: Sendable {
    /// As the user named it.
    public let path: String
    /// The last part of the path.
    public let name: String
    public let bytes: [UInt8]
    /// Holds personal data, so that no excerpt of it is ever shown.
    public let isPersonal: Bool
    private let lineStarts: [Int]
    /// How many Unicode scalars begin before byte 0, 1024, 2048, …
    private let scalarCounts: [Int]

    public init(path: String, bytes: [UInt8], isPersonal: Bool = false) {
        self.path = path
        name = path.split(separator: "/").last.map(String.init) ?? path
        self.bytes = bytes
        self.isPersonal = isPersonal
        var starts = [0]
        var counts: [Int] = []
        var scalars = 0
        bytes.withUnsafeBufferPointer { bytes in
            for offset in bytes.indices {
                if offset % Self.stride == 0 { counts.append(scalars) }
                if bytes[offset] & 0xC0 != 0x80 { scalars += 1 }
                if bytes[offset] == 0x0A { starts.append(offset + 1) }
            }
        }
        if bytes.count % Self.stride == 0 { counts.append(scalars) }
        self.lineStarts = starts
        self.scalarCounts = counts
    }

    public convenience init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// Line and column of a byte, both from 1; the column counts Unicode scalars.
    public func position(of offset: Int) -> Position {
        let offset = min(max(offset, 0), bytes.count)
        let low = line(of: offset)
        let start = lineStarts[low]
        let before =
            offset - start < Self.stride
            ? bytes[start..<offset].count { $0 & 0xC0 != 0x80 } : scalars(before: offset) - scalars(before: start)
        return Position(line: low + 1, column: before + 1)
    }

    /// From 0.
    fileprivate func line(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private static let stride = 1024

    /// Quick on a line of megabytes too.
    private func scalars(before offset: Int) -> Int {
        let milestone = offset / Self.stride
        let rest = bytes[milestone * Self.stride..<offset]
        return rest.reduce(scalarCounts[milestone]) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
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

    /// The line of ``start``, with less work.
    public var line: Int { file.line(of: min(max(range.lowerBound, 0), file.bytes.count)) + 1 }

    /// `path:line`, as messages and tables show it.
    public var fileAndLine: String { "\(file.path):\(line)" }
}
