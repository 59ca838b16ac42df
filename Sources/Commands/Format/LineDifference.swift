/// The lines that differ between two texts, as `diff -u` prints them.
struct LineDifference {
    private enum Line {
        case same(String)
        case gone(String)
        case new(String)
    }

    private let path: String
    private var lines: [Line] = []
    private let endsBare: Bool

    init(path: String, from old: [UInt8], to new: [UInt8]) {
        self.path = path
        endsBare = old.last.map { $0 != 0x0A } ?? false
        let before = Self.lines(old)
        let after = Self.lines(new)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var left = 0
        var right = 0
        while left < before.count || right < after.count {
            if left < before.count, removed.contains(left) {
                lines.append(.gone(before[left]))
                left += 1
            } else if right < after.count, inserted.contains(right) {
                lines.append(.new(after[right]))
                right += 1
            } else if left < before.count {
                lines.append(.same(before[left]))
                left += 1
                right += 1
            } else {
                break
            }
        }
        // Only the last line's end differs: the texts do, their lines do not.
        if endsBare, new.last == 0x0A, case .same(let text)? = lines.last {
            lines.removeLast()
            lines += [.gone(text), .new(text)]
        }
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        var parts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if parts.last?.isEmpty == true { parts.removeLast() }
        return parts
    }

    /// With three lines around each change; empty when nothing differs.
    func rendered(context: Int = 3) -> String {
        let changed = lines.indices.filter { if case .same = lines[$0] { false } else { true } }
        guard !changed.isEmpty else { return "" }
        var hunks: [ClosedRange<Int>] = []
        for index in changed {
            let range = max(0, index - context)...min(lines.count - 1, index + context)
            if let last = hunks.last, last.upperBound + 1 >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound...range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return "--- \(path)\n+++ \(path)\n" + hunks.map(rendered).joined()
    }

    private func rendered(_ hunk: ClosedRange<Int>) -> String {
        var old = (start: 1, count: 0)
        var new = (start: 1, count: 0)
        var text = ""
        for (index, line) in lines.enumerated() where index <= hunk.upperBound {
            let isIn = index >= hunk.lowerBound
            switch line {
            case .same(let content):
                if isIn {
                    (old.count, new.count) = (old.count + 1, new.count + 1)
                } else {
                    (old.start, new.start) = (old.start + 1, new.start + 1)
                }
                if isIn { text += " \(content)\n" }
            case .gone(let content):
                if isIn { old.count += 1 } else { old.start += 1 }
                if isIn { text += "-\(content)\n" }
                if isIn, endsBare, !lines[(index + 1)...].contains(where: { if case .new = $0 { false } else { true } })
                {
                    text += "\\ No newline at end of file\n"
                }
            case .new(let content):
                if isIn { new.count += 1 } else { new.start += 1 }
                if isIn { text += "+\(content)\n" }
            }
        }
        return "@@ -\(old.start),\(old.count) +\(new.start),\(new.count) @@\n" + text
    }
}
