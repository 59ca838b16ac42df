internal import Diagnostics
internal import YAMLTree

/// Writes the lines of a file anew, each with its place among the levels.
struct Layout {
    private let bytes: [UInt8]
    private let lines: [Range<Int>]
    private let spans: [Spans.Span]
    private var levels = Levels()
    private var output: [UInt8] = []
    /// Comments and blank lines that wait for the line after them.
    private var waiting: [Range<Int>] = []
    /// A comment right behind a block of text must not come to stand inside it.
    private var commentLimit: Int?

    init(_ file: SourceFile, _ documents: [YAMLNode]) {
        bytes = file.bytes
        spans = Spans(documents).all
        var lines: [Range<Int>] = []
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let hasReturn = end > start && bytes[end - 1] == 0x0D
            lines.append(start..<(hasReturn ? end - 1 : end))
            start = end + 1
        }
        self.lines = lines
    }

    func text() -> [UInt8] {
        var copy = self
        copy.write()
        return copy.output
    }

    private mutating func write() {
        var number = 0
        var next = 0
        while number < lines.count {
            let line = lines[number]
            let start = firstInk(line)
            number += 1
            if start == line.upperBound || bytes[start] == UInt8(ascii: "#") {
                waiting.append(line)
                continue
            }
            let item = begin(line, start)
            // Values that begin on this line, and go on.
            while next < spans.count, spans[next].range.lowerBound < line.upperBound { next += 1 }
            guard next > 0, spans[next - 1].range.lowerBound >= line.lowerBound else { continue }
            number = finish(next - 1, at: number, isItem: spans[next - 1].range.lowerBound == item, &next)
        }
        flush(before: nil)
    }

    private func firstInk(_ line: Range<Int>) -> Int {
        bytes[line].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.upperBound
    }

    /// A line on which something begins; gives where the item of a dash begins, if there is one.
    private mutating func begin(_ line: Range<Int>, _ start: Int) -> Int? {
        if isMarker(line) {
            flush(before: (0, 0))
            levels.reset()
            put(column: 0, start..<line.upperBound)
            return nil
        }
        let before = levels
        let column = start - line.lowerBound
        var offset = start
        var isDash = isDash(at: offset, in: line)
        let new = levels.begin(at: column, isList: isDash)
        let after = levels
        levels = before
        flush(before: (column, new))
        levels = after
        commentLimit = nil
        var head: [UInt8] = Array(repeating: 0x20, count: new)
        var dash = new
        var item: Int?
        while isDash {
            let rest = firstInk(offset + 1..<line.upperBound)
            guard rest < line.upperBound, bytes[rest] != UInt8(ascii: "#") else { break }
            head += [UInt8(ascii: "-"), 0x20]
            offset = rest
            item = rest
            isDash = self.isDash(at: offset, in: line)
            if isDash {
                dash = levels.begin(at: offset - line.lowerBound, isList: true)
            } else {
                dash = levels.beginItem(at: offset - line.lowerBound, of: dash)
            }
        }
        output += head
        put(offset..<line.upperBound)
        return item
    }

    /// The lines of a value after its first; gives the number of the line behind them.
    private mutating func finish(_ index: Int, at number: Int, isItem: Bool, _ next: inout Int) -> Int {
        var number = number
        var index = index
        let span = spans[index]
        if span.kind == .block {
            let last = number + lines[number...].prefix { $0.lowerBound < span.range.upperBound }.count
            writeBlock(number..<last, header: lines[number - 1], isItem: isItem)
            return last
        }
        while number < lines.count, lines[number].lowerBound < spans[index].range.upperBound {
            let line = lines[number]
            let start = firstInk(line)
            if start == line.upperBound {
                output.append(0x0A)
            } else {
                let column = max(start - line.lowerBound + levels.shift, 0)
                put(column: column, start..<line.upperBound)
            }
            number += 1
            // A flow collection may end where another value begins.
            if next < spans.count, spans[next].range.lowerBound < line.upperBound {
                index = next
                next += 1
            }
        }
        return number
    }

    private mutating func writeBlock(_ numbers: Range<Int>, header: Range<Int>, isItem: Bool) {
        let content = lines[numbers].first { firstInk($0) < $0.upperBound }
        let old = content.map(indentation) ?? 0
        let parent = isItem ? max(levels.innermost - 2, 0) : levels.innermost
        let isExplicit = hasIndicator(header)
        let new = isExplicit ? max(old + levels.shift, 0) : parent + 2
        commentLimit = max(parent, 0)
        for line in lines[numbers] {
            let indent = indentation(line)
            if line.count <= old, indent == line.count {
                output.append(0x0A)
            } else {
                let column = max(indent + new - old, 0)
                output += Array(repeating: 0x20, count: column)
                output += bytes[line.lowerBound + indent..<line.upperBound]
                output.append(0x0A)
            }
        }
    }

    /// `|2`: the indentation is given, and counts from the level above.
    private func hasIndicator(_ header: Range<Int>) -> Bool {
        guard let sign = bytes[header].lastIndex(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ">") }) else {
            return false
        }
        return bytes[sign..<header.upperBound].prefix(3).contains { (0x31...0x39).contains($0) }
    }

    private func indentation(_ line: Range<Int>) -> Int { bytes[line].prefix { $0 == 0x20 }.count }

    private func isDash(at offset: Int, in line: Range<Int>) -> Bool {
        guard bytes[offset] == UInt8(ascii: "-") else { return false }
        return offset + 1 == line.upperBound || bytes[offset + 1] == 0x20 || bytes[offset + 1] == 0x09
    }

    /// `---`, `...` and directives stand at the left.
    private func isMarker(_ line: Range<Int>) -> Bool {
        let text = bytes[line]
        if text.first == UInt8(ascii: "%") { return true }
        guard text.starts(with: Array("---".utf8)) || text.starts(with: Array("...".utf8)) else { return false }
        return text.count == 3 || [0x20, 0x09].contains(text[text.startIndex + 3])
    }

    // MARK: Writing

    private mutating func flush(before next: (old: Int, new: Int)?) {
        defer { waiting = [] }
        var wantsBlank = false
        for line in waiting {
            let start = firstInk(line)
            if start == line.upperBound {
                wantsBlank = !output.isEmpty
                continue
            }
            if wantsBlank { output.append(0x0A) }
            wantsBlank = false
            let column = levels.comment(at: start - line.lowerBound, before: next)
            put(column: commentLimit.map { min($0, column) } ?? column, start..<line.upperBound)
        }
        if wantsBlank, next != nil { output.append(0x0A) }
    }

    private mutating func put(column: Int, _ range: Range<Int>) {
        output += Array(repeating: 0x20, count: max(column, 0))
        put(range)
    }

    private mutating func put(_ range: Range<Int>) {
        var end = range.upperBound
        let isQuoted = spans.contains {
            $0.kind == .text(quoted: true) && $0.range.lowerBound < range.upperBound
                && $0.range.upperBound > range.upperBound
        }
        while !isQuoted, end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        output += bytes[range.lowerBound..<end]
        output.append(0x0A)
    }
}
