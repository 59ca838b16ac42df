/// Findings for a person at a terminal.
///
///     flow.yaml:4:11: error: there is no step `adress` [unknown-step]
///       |
///     4 |     when: checks.adress.passed
///       |           ^^^^^^^^^^^^^ not a step of this flow
///       = help: did you mean `address`?
public struct TextRenderer: Sendable {
    /// Columns to fit source lines into.
    public var width: Int
    /// Whether messages, labels and help are fitted too; else each is one line, as programs want them.
    public var wraps: Bool
    /// ANSI colours.
    public var colour: Bool

    public init(width: Int = 80, wraps: Bool = false, colour: Bool = false) {
        self.width = width
        self.wraps = wraps
        self.colour = colour
    }

    /// All findings in order with an empty line between them, then the summary; empty for no findings.
    public func render(_ findings: Findings) -> String {
        let sorted = findings.sorted
        guard !sorted.isEmpty else { return "" }
        let more = findings.omitted > 0 ? ", and \(findings.omitted) more that are not shown" : ""
        let sum = fitted(Summary(sorted).description + more, after: 0, by: 4)
        return sorted.map { render($0) + "\n" }.joined() + sum + "\n"
    }

    /// One finding, ending in a line break.
    public func render(_ finding: Finding) -> String {
        let lines = ([finding.place] + finding.related.map(\.place)).map { $0.start.line }
        let gutter = String(lines.max() ?? 1).count
        let place = location(of: finding.place)
        var text = paint(place, .bold) + ": "
        let colour = Self.colours[finding.severity] ?? .yellow
        text += paint(finding.severity.rawValue, colour) + ":"
        let before = DisplayText.width(of: place) + finding.severity.rawValue.count + 4
        let code = "[\(finding.code)]"
        let said = fitted(finding.message + " " + code, after: before, by: 4).dropLast(code.count)
        if !said.hasPrefix("\n") { text += " " }
        text += paint(said.trimmingBlanks, .bold) + said.lastBlanks + code + "\n"
        text += excerpt(
            finding.place, label: finding.label, gutter: gutter, in: colour)
        for related in finding.related {
            let place = location(of: related.place)
            let label = fitted(related.label, after: DisplayText.width(of: place) + 2, by: 4)
            text += place + (label.hasPrefix("\n") ? ":" : ": ") + label + "\n"
            text += excerpt(related.place, label: nil, gutter: gutter, in: .blue)
        }
        if let help = finding.help {
            let margin = String(repeating: " ", count: gutter + 1)
            text +=
                margin + paint("=", .blue) + " " + paint("help:", .bold) + " "
                + fitted(help, after: gutter + 9, by: gutter + 9) + "\n"
        }
        return text
    }

    private func location(of place: Place) -> String {
        let start = place.start
        return DisplayText.sanitized("\(place.file.path):\(start.line):\(start.column)")
    }

    private func excerpt(_ place: Place, label: String?, gutter: Int, in colour: Colour) -> String {
        guard !place.file.bytes.isEmpty, !place.file.isPersonal else { return "" }
        let excerpt = Excerpt(of: place, width: width - gutter - 3)
        let number = String(excerpt.lineNumber)
        let margin = String(repeating: " ", count: gutter + 1)
        let bar = paint("|", .blue)
        var text = margin + bar + "\n"
        text += String(repeating: " ", count: gutter - number.count) + paint(number, .blue) + " " + bar
        text += (excerpt.source.isEmpty ? "" : " " + excerpt.source) + "\n"
        text += margin + bar + " " + paint(excerpt.underline, colour)
        guard let label else { return text + "\n" }
        let begin = margin + bar + " "
        for (index, line) in self.label(label, under: excerpt, gutter: gutter).enumerated() {
            text += index == 0 ? paint(line, colour) : "\n" + begin + paint(line, colour)
        }
        return text + "\n"
    }

    /// What is said of the marked part: behind the carets, or below them where there is too little room.
    private func label(_ text: String, under excerpt: Excerpt, gutter: Int) -> [String] {
        let text = DisplayText.sanitized(text)
        guard wraps else {
            return [" " + indented(text.split(separator: "\n", omittingEmptySubsequences: false), by: 4)]
        }
        let room = width - gutter - 3
        let behind = excerpt.underline.count + 1
        let length = DisplayText.width(of: text)
        if behind + length <= room || room - behind >= 32 {
            let lines = Wrapping.lines(text, first: room - behind, rest: room - behind)
            let blanks = String(repeating: " ", count: behind)
            return lines.enumerated().map { ($0.offset == 0 ? " " : blanks) + $0.element }
        }
        let mark = excerpt.underline.prefix { $0 == " " }.count
        let column = max(0, min(mark, room - min(length, 48)))
        let blanks = String(repeating: " ", count: column)
        return [""] + Wrapping.lines(text, first: room - column, rest: room - column).map { blanks + $0 }
    }

    /// Text that begins in column `used` and goes on, line by line, in column `count`.
    private func fitted(_ text: String, after used: Int, by count: Int) -> String {
        let text = DisplayText.sanitized(text)
        guard wraps else { return indented(text.split(separator: "\n", omittingEmptySubsequences: false), by: count) }
        return indented(Wrapping.lines(text, first: max(width - used, 1), rest: max(width - count, 16)), by: count)
    }

    private func indented(_ lines: [some StringProtocol], by count: Int) -> String {
        lines.joined(separator: "\n" + String(repeating: " ", count: count))
    }

    private enum Colour: String {
        case bold = "1"
        case red = "1;31"
        case yellow = "1;33"
        case blue = "1;34"
    }

    private static let colours: [Finding.Severity: Colour] = [.error: .red, .warning: .yellow, .note: .blue]

    private func paint(_ text: String, _ style: Colour) -> String {
        colour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension Substring {
    /// Without the blanks and line breaks at its end.
    fileprivate var trimmingBlanks: String { String(dropLast(lastBlanks.count)) }
    fileprivate var lastBlanks: String { String(reversed().prefix { $0 == " " || $0 == "\n" }.reversed()) }
}
