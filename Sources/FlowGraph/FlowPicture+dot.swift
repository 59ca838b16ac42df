extension FlowPicture {
    /// A digraph in the language of Graphviz.
    public var dot: String {
        var text = "digraph flow {\n"
        text += "    label=\"\(Self.escaped(title))\"; labelloc=t; rankdir=TB\n"
        text += "    node [shape=box, style=rounded, fontname=\"sans-serif\"]\n    edge [fontname=\"sans-serif\"]\n"
        for box in boxes {
            let label = box.lines.map(Self.escaped).joined(separator: "\\n")
            text += "    \(box.id) [label=\"\(label)\"\(Self.shapes[box.shape] ?? "")]\n"
        }
        for arrow in arrows {
            let label = arrow.label.map { " [label=\"\(Self.escaped($0))\"]" } ?? ""
            text += "    \(arrow.from) -> \(arrow.to)\(label)\n"
        }
        let outcomes = boxes.filter { $0.shape == .outcome }.map(\.id)
        if !outcomes.isEmpty { text += "    { rank=same; \(outcomes.joined(separator: "; ")) }\n" }
        return text + "}\n"
    }

    private static let shapes: [Shape: String] = [
        .start: ", shape=ellipse", .other: ", peripheries=2", .rule: ", shape=hexagon, style=\"\"",
        .outcome: ", shape=ellipse, style=bold",
    ]

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
