/// Findings for a program: one JSON array, one record a line, keys always in the same order and always present.
///
///     {"code":"unknown-key","severity":"error","message":"…","path":"flow.yaml",
///      "bytes":{"start":10,"end":14},"start":{"line":2,"column":3},"end":{"line":2,"column":7},
///      "label":null,"help":"…","related":[{"label":"…","path":"…","bytes":…,"start":…,"end":…}],
///      "fix":{"title":"…","edits":[{"replacement":"…","path":"…","bytes":…,"start":…,"end":…}]}}
///
/// Lines and columns count from 1, columns in Unicode scalars; `end` is the first place after the range.
public struct JSONRenderer: Sendable {
    public init() {}

    /// The whole array, ending in a line break.
    public func render(_ findings: Findings) -> String {
        let records = findings.sorted.map(record)
        return records.isEmpty ? "[]\n" : "[\n" + records.joined(separator: ",\n") + "\n]\n"
    }

    private func record(_ finding: Finding) -> String {
        JSONLine.object(
            [
                ("code", JSONLine.text(finding.code)), ("severity", JSONLine.text(finding.severity.rawValue)),
                ("message", JSONLine.text(finding.message)),
            ] + members(of: finding.place) + [
                ("label", JSONLine.text(finding.label)), ("help", JSONLine.text(finding.help)),
                ("related", "[" + finding.related.map(record).joined(separator: ",") + "]"),
                ("fix", finding.fix.map(record) ?? "null"),
            ])
    }

    private func record(_ fix: Fix) -> String {
        let edits = fix.edits.map { edit in
            JSONLine.object([("replacement", JSONLine.text(edit.replacement))] + members(of: edit.place))
        }
        return JSONLine.object([("title", JSONLine.text(fix.title)), ("edits", JSONLine.array(edits))])
    }

    private func record(_ related: Finding.Related) -> String {
        JSONLine.object([("label", JSONLine.text(related.label))] + members(of: related.place))
    }

    private func members(of place: Place) -> [(String, String)] {
        let start = place.start
        let end = place.file.position(of: place.range.upperBound)
        return [
            ("path", JSONLine.text(place.file.path)),
            ("bytes", JSONLine.object([("start", "\(place.range.lowerBound)"), ("end", "\(place.range.upperBound)")])),
            ("start", JSONLine.object([("line", "\(start.line)"), ("column", "\(start.column)")])),
            ("end", JSONLine.object([("line", "\(end.line)"), ("column", "\(end.column)")])),
        ]
    }
}
