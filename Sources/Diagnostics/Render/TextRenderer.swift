/// Findings for a person at a terminal.
///
///     flow.yaml:4:11: error: there is no step `adress` [unknown-step]
///       |
///     4 |     when: checks.adress.passed
///       |           ^^^^^^^^^^^^^ not a step of this flow
///       = help: did you mean `address`?
public struct TextRenderer: Sendable {
    /// Columns to fit source lines into; messages are not wrapped.
    public var width: Int
    /// ANSI colours.
    public var colour: Bool

    public init(width: Int = 80, colour: Bool = false) {
        self.width = width
        self.colour = colour
    }

    /// All findings in order with an empty line between them, then the summary; empty for no findings.
    public func render(_ findings: Findings) -> String {
        let sorted = findings.sorted
        guard !sorted.isEmpty else { return "" }
        let more = findings.omitted > 0 ? ", and \(findings.omitted) more that are not shown" : ""
        return sorted.map { render($0) + "\n" }.joined() + Summary(sorted).description + more + "\n"
    }

    /// One finding, ending in a line break.
    public func render(_ finding: Finding) -> String {
        let lines = ([finding.place] + finding.related.map(\.place)).map { $0.start.line }
        let gutter = String(lines.max() ?? 1).count
        var text = paint(location(of: finding.place), .bold) + ": "
        let colour = Self.colours[finding.severity] ?? .yellow
        text += paint(finding.severity.rawValue, colour) + ": "
        text += paint(indented(finding.message, by: 4), .bold) + " [\(finding.code)]\n"
        text += excerpt(
            finding.place, label: finding.label, gutter: gutter, in: colour)
        for related in finding.related {
            text += location(of: related.place) + ": " + indented(related.label, by: 4) + "\n"
            text += excerpt(related.place, label: nil, gutter: gutter, in: .blue)
        }
        if let help = finding.help {
            let margin = String(repeating: " ", count: gutter + 1)
            text +=
                margin + paint("=", .blue) + " " + paint("help:", .bold) + " " + indented(help, by: gutter + 9) + "\n"
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
        text += margin + bar + " " + paint(excerpt.underline + (label.map { " " + indented($0, by: 4) } ?? ""), colour)
        return text + "\n"
    }

    private func indented(_ text: String, by count: Int) -> String {
        let lines = DisplayText.sanitized(text).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.joined(separator: "\n" + String(repeating: " ", count: count))
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
