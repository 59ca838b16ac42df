extension FlowPicture {
    /// A drawing that needs no other file or tool: a column of steps and rules, the outcomes beside the rules.
    ///
    /// Lines and text are `currentColor`, so that it is dark on light pages and light on dark ones.
    public var svg: String { SVGDrawing(self).text }
}

/// Places boxes in two columns and draws the arrows between them.
struct SVGDrawing {
    private struct Rectangle {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
        var middle: Int { y + height / 2 }
    }

    private static let line = 18
    private static let padding = 10
    private static let gap = 34
    private static let margin = 24
    /// Of a letter of the heading's and the text's font, so wide that nothing runs over.
    private static let letter = 7.6
    /// Between a rule and its outcome, for the labels.
    private static let labelLetter = 7.0

    private let picture: FlowPicture
    private var places: [String: Rectangle] = [:]
    private var width = 0
    private var height = 0

    init(_ picture: FlowPicture) {
        self.picture = picture
        let main = picture.boxes.filter { $0.shape != .outcome }
        let column = main.map(Self.width).max() ?? 0
        var y = Self.margin + 30
        for box in main {
            let tall = Self.height(box)
            places[box.id] = Rectangle(x: Self.margin, y: y, width: column, height: tall)
            y += tall + Self.gap
        }
        let labels = picture.arrows.filter { arrow in
            picture.boxes.contains { $0.id == arrow.to && $0.shape == .outcome }
        }
        let room = labels.compactMap { $0.label?.count }.max().map { Int(Double($0) * Self.labelLetter) + 48 } ?? 60
        let outcomes = picture.boxes.filter { $0.shape == .outcome }
        // Each beside the first rule that leads there, and none over another.
        var free = 0
        let anchored = outcomes.map { box -> (box: FlowPicture.Box, at: Int) in
            // What a step leads to early stands with the rules too, if one of them leads there.
            let ways = labels.filter { $0.to == box.id }
            let late = ways.filter { way in main.contains { $0.id == way.from && $0.shape == .rule } }
            return (box, (late.isEmpty ? ways : late).compactMap { places[$0.from]?.middle }.min() ?? 0)
        }
        for (box, anchor) in anchored.sorted(by: { $0.at < $1.at }) {
            let tall = Self.height(box)
            let top = max(anchor - tall / 2, free)
            // Lanes for the arrows that come from further below.
            let x = Self.margin + column + room + 16 * outcomes.count
            places[box.id] = Rectangle(x: x, y: top, width: Self.width(box), height: tall)
            free = top + tall + Self.gap / 2
        }
        let right = places.values.map { $0.x + $0.width }.max() ?? 0
        width = max(right, Int(Double(picture.title.count) * 8.6) + Self.margin) + Self.margin
        height = max(y, free) + Self.margin - Self.gap
    }

    private static func width(_ box: FlowPicture.Box) -> Int {
        let longest = box.lines.map(\.count).max() ?? 0
        return Int(Double(longest) * letter) + 2 * padding + (box.shape == .rule ? 20 : 8)
    }

    private static func height(_ box: FlowPicture.Box) -> Int { box.lines.count * line + 2 * padding }

    var text: String {
        let title = Self.escaped(picture.title)
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            role="img" aria-label="\(title)" color="#1a1a1a" fill="none" stroke="currentColor" \
            font-family="ui-sans-serif, system-ui, sans-serif" font-size="13">
            <title>\(title)</title>
            <style>@media (prefers-color-scheme: dark) { svg { color: #e8e8e8 } }</style>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" \
            orient="auto"><path d="M0 0L8 4L0 8z" fill="currentColor" stroke="none"/></marker></defs>
            <text x="\(Self.margin)" y="\(Self.margin + 6)" font-size="16" font-weight="600" fill="currentColor" \
            stroke="none">\(title)</text>

            """
        for arrow in picture.arrows { text += drawn(arrow) }
        for box in picture.boxes { text += drawn(box) }
        return text + "</svg>\n"
    }

    private func drawn(_ box: FlowPicture.Box) -> String {
        guard let place = places[box.id] else { return "" }
        let (x, y, wide, tall) = (place.x, place.y, place.width, place.height)
        var text = ""
        switch box.shape {
        case .rule:
            text += """
                <path d="M\(x + 12) \(y)H\(x + wide - 12)L\(x + wide) \(place.middle)L\(x + wide - 12) \(y + tall)\
                H\(x + 12)L\(x) \(place.middle)z"/>

                """
        case .start, .outcome:
            let stroke = box.shape == .outcome ? " stroke-width=\"2\"" : ""
            text += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(wide)\" height=\"\(tall)\" rx=\"\(tall / 2)\"\(stroke)/>\n"
        case .step, .other:
            let dash = box.shape == .other ? " stroke-dasharray=\"5 3\"" : ""
            text += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(wide)\" height=\"\(tall)\" rx=\"6\"\(dash)/>\n"
        }
        // A list is read from the left.
        let isList = box.lines.contains { $0.hasPrefix("·") || $0.hasPrefix(" ") }
        for (index, line) in box.lines.enumerated() {
            let weight = index == 0 ? " font-weight=\"600\"" : ""
            let base = y + Self.padding + index * Self.line + 13
            let isItem = isList && index > 0
            let blanks = line.prefix { $0 == " " }.count
            let left = x + Self.padding + 6 + 8 * blanks
            text += """
                <text x="\(isItem ? left : x + wide / 2)" y="\(base)"\(isItem ? "" : " text-anchor=\"middle\"")\(weight) \
                fill="currentColor" stroke="none">\(Self.escaped(String(line.dropFirst(blanks))))</text>

                """
        }
        return text
    }

    private func drawn(_ arrow: FlowPicture.Arrow) -> String {
        guard let from = places[arrow.from], let to = places[arrow.to] else { return "" }
        var path: String
        var label: (x: Int, y: Int)
        if to.x == from.x {
            let x = from.x + from.width / 2
            path = "M\(x) \(from.y + from.height)V\(to.y)"
            label = (x + 8, from.y + from.height + Self.gap / 2 + 4)
        } else {
            // A lane of its own for each outcome, so that lines to different ones never run upon each other.
            let outcomes = picture.boxes.filter { $0.shape == .outcome }.map(\.id)
            let lane = to.x - 14 - 16 * (outcomes.firstIndex(of: arrow.to) ?? 0)
            path = "M\(from.x + from.width) \(from.middle)H\(lane)V\(to.middle)H\(to.x)"
            label = (from.x + from.width + 8, from.middle - 6)
        }
        var text = "<path d=\"\(path)\" marker-end=\"url(#tip)\"/>\n"
        if let words = arrow.label {
            text += """
                <text x="\(label.x)" y="\(label.y)" font-size="12" fill="currentColor" stroke="none">\
                \(Self.escaped(words))</text>

                """
        }
        return text
    }

    /// What XML has no place for is left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += " "
            default: if scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }
}
