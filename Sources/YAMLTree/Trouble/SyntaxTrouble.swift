internal import Diagnostics

/// Says in plain words where and why libyaml stopped.
struct SyntaxTrouble {
    let file: SourceFile

    func finding(for problem: SyntaxProblem) -> Finding {
        tabFinding(problem) ?? expressionFinding(problem) ?? plainFinding(problem)
    }

    // MARK: Tabs

    private func tabFinding(_ problem: SyntaxProblem) -> Finding? {
        guard let tab = offendingTab(problem) else { return nil }
        return Finding(
            "tab-indentation", "a tab stands in the indentation; YAML indents with spaces only",
            at: Place(file: file, range: tab..<tab + 1), help: "replace each tab by spaces",
            fix: Fix("replace the tab", [.init(Place(file: file, range: tab..<tab + 1), "  ")]))
    }

    private func offendingTab(_ problem: SyntaxProblem) -> Int? {
        let line = lineRange(at: problem.offset)
        let indentation = file.bytes[line].prefix { $0 == 0x20 || $0 == 0x09 }
        if let tab = indentation.firstIndex(of: 0x09) { return tab }
        let isTab = problem.offset < file.bytes.count && file.bytes[problem.offset] == 0x09
        return isTab && (problem.problem.contains("tab") || problem.problem.contains("start any token"))
            ? problem.offset : nil
    }

    // MARK: Expressions

    private func expressionFinding(_ problem: SyntaxProblem) -> Finding? {
        var lines = [lineRange(at: problem.offset)]
        if let context = problem.contextOffset { lines.append(lineRange(at: context)) }
        if let line = lines.first, line.lowerBound > 0 { lines.append(lineRange(at: line.lowerBound - 1)) }
        // A directive begins with `%` too.
        for line in lines where file.bytes[line].first != UInt8(ascii: "%") {
            let text = String(decoding: file.bytes[line], as: UTF8.self)
            guard let repair = LineRepair.repair(text) else { continue }
            func place(of part: Substring) -> Place {
                let start = line.lowerBound + text.utf8.distance(from: text.startIndex, to: part.startIndex)
                return Place(file: file, range: start..<start + part.utf8.count)
            }
            return UnquotedExpression.finding(
                at: place(of: repair.value), help: "write `\(repair.line)`",
                fix: .replace(place(of: repair.source), with: repair.line))
        }
        return nil
    }

    // MARK: Anything else

    private func plainFinding(_ problem: SyntaxProblem) -> Finding {
        let isEnd = problem.offset >= file.bytes.count
        let known = SyntaxMessages.known.first {
            $0.problem == problem.problem && $0.applies(to: problem, atEnd: isEnd)
        }
        let offset = known?.atContext == true ? problem.contextOffset ?? problem.offset : problem.offset
        var related: [Finding.Related] = []
        if let label = known?.contextLabel, let context = problem.contextOffset, context < problem.offset {
            related = [.init(label, at: place(at: context))]
        }
        let message = known?.message ?? ([problem.context, problem.problem].compactMap(\.self).joined(separator: ": "))
        return Finding("yaml-syntax", message, at: place(at: offset), help: known?.help, related: related)
    }

    /// The character at `offset`, or the last one of the file for an offset past it.
    private func place(at offset: Int) -> Place {
        let bytes = file.bytes
        var lower = min(offset, bytes.count)
        if lower == bytes.count {
            while lower > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[lower - 1]) { lower -= 1 }
            return Place(file: file, range: lower..<lower)
        }
        var upper = lower + 1
        while upper < bytes.count, bytes[upper] & 0xC0 == 0x80 { upper += 1 }
        return Place(file: file, range: lower..<upper)
    }

    private func lineRange(at offset: Int) -> Range<Int> {
        let line = file.position(of: offset).line
        let start = file.offset(ofLine: line)
        return start..<max(start, file.offset(ofLine: line + 1))
    }
}
