import FlowMachine

extension RunReport {
    /// For a person: the status and why, then the steps.
    func text(on terminal: Terminal, _ state: RunState) -> String {
        var text = "\n" + terminal.tint(state.outcome, state.status.tone) + "\n\n"
        let rows = steps.map { step in
            [
                step.id, step.verdict, step.ended ?? "not reached", step.by.map { "by \($0)" } ?? "",
                step.attempts > 1 ? "\(step.attempts) attempts" : "", step.reasons.joined(separator: ", "),
            ]
        }
        text += terminal.table(rows, indent: "  ")
        for doubt in possibleOrphans {
            text += "  possibly left behind at \(doubt.at), allowed by \(doubt.allowedBy)\n"
        }
        return text + "\n\(callCount) vendor call\(callCount == 1 ? "" : "s") · \(run) · \(flow) version \(version)\n"
    }
}

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
