extension FlowPicture {
    /// A Mermaid flowchart, as Markdown on code hosts shows it in a `mermaid` block.
    public var mermaid: String {
        var text = "---\ntitle: \"\(Self.quoted(title))\"\n---\nflowchart TD\n"
        for box in boxes {
            let label = box.lines.map(Self.escaped).joined(separator: "<br/>")
            let (open, close) = Self.brackets[box.shape] ?? ("[", "]")
            text += "    \(Self.name(box.id))\(open)\"\(label)\"\(close)\n"
        }
        for arrow in arrows {
            let label = arrow.label.map { "|\"\(Self.escaped($0))\"|" } ?? ""
            text += "    \(Self.name(arrow.from)) -->\(label) \(Self.name(arrow.to))\n"
        }
        return text
    }

    private static let brackets: [Shape: (String, String)] = [
        .start: ("([", "])"), .step: ("[", "]"), .other: ("[[", "]]"), .rule: ("{{", "}}"), .outcome: ("([", "])"),
    ]

    /// Words such as `end` are Mermaid's own.
    private static func name(_ id: String) -> String { "n_\(id)" }

    private static func quoted(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    private static func escaped(_ text: String) -> String {
        // `#` first: it begins Mermaid's own entities.
        text.replacing("\n", with: " ").replacing("#", with: "#35;").replacing("&", with: "#38;").replacing(
            "\"", with: "#quot;"
        )
        .replacing("<", with: "#lt;").replacing(">", with: "#gt;").replacing("`", with: "#96;")
    }
}
