/// Findings for a program: one JSON array, one record a line, keys always in the same order and always present.
///
///     {"code":"unknown-key","severity":"error","message":"…","path":"flow.yaml",
///      "bytes":{"start":10,"end":14},"start":{"line":2,"column":3},"end":{"line":2,"column":7},
///      "label":null,"help":"…","related":[{"label":"…","path":"…","bytes":…,"start":…,"end":…}]}
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
        object([
            ("code", quoted(finding.code)), ("severity", quoted(finding.severity.rawValue)),
            ("message", quoted(finding.message)),
        ] + members(of: finding.place) + [
            ("label", quoted(finding.label)), ("help", quoted(finding.help)),
            ("related", "[" + finding.related.map(record).joined(separator: ",") + "]"),
        ])
    }

    private func record(_ related: Finding.Related) -> String {
        object([("label", quoted(related.label))] + members(of: related.place))
    }

    private func members(of place: Place) -> [(String, String)] {
        let start = place.start
        let end = place.file.position(of: place.range.upperBound)
        return [
            ("path", quoted(place.file.path)),
            ("bytes", object([("start", "\(place.range.lowerBound)"), ("end", "\(place.range.upperBound)")])),
            ("start", object([("line", "\(start.line)"), ("column", "\(start.column)")])),
            ("end", object([("line", "\(end.line)"), ("column", "\(end.column)")])),
        ]
    }

    private func object(_ members: [(String, String)]) -> String {
        "{" + members.map { quoted($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    private func quoted(_ text: String?) -> String { text.map(Self.quoted) ?? "null" }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            // U+2028 and U+2029 end a line in older JavaScript; DEL and C1 would reach a terminal.
            case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
