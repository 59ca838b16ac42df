/// Findings as a SARIF 2.1.0 log, which code hosts and editors show beside the text (OASIS, sarif-v2.1.0).
///
/// Columns count Unicode scalars, as everywhere here; the log says so.
public struct SARIFRenderer: Sendable {
    public init() {}

    /// One log with one run, ending in a line break.
    public func render(_ findings: Findings) -> String {
        let sorted = findings.sorted
        let codes = Set(sorted.map(\.code)).sorted()
        let rules = codes.map { JSONLine.object([("id", JSONLine.text($0))]) }
        let driver = JSONLine.object([("name", JSONLine.text("trustflow")), ("rules", JSONLine.array(rules))])
        let results = sorted.map { result($0, rule: codes.firstIndex(of: $0.code) ?? 0) }
        let run = JSONLine.object([
            ("tool", JSONLine.object([("driver", driver)])),
            ("columnKind", JSONLine.text("unicodeCodePoints")),
            ("results", "[" + results.map { "\n" + $0 }.joined(separator: ",") + "]"),
        ])
        return JSONLine.object([
            ("$schema", JSONLine.text("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", JSONLine.text("2.1.0")), ("runs", JSONLine.array([run])),
        ]) + "\n"
    }

    private func result(_ finding: Finding, rule: Int) -> String {
        let text = [finding.message, finding.help].compactMap(\.self).joined(separator: "; ")
        var members = [
            ("ruleId", JSONLine.text(finding.code)), ("ruleIndex", String(rule)),
            ("level", JSONLine.text(finding.severity.rawValue)), ("message", message(text)),
            ("locations", JSONLine.array([JSONLine.object([physical(finding.place)])])),
        ]
        if !finding.related.isEmpty {
            let related = finding.related.map {
                JSONLine.object([physical($0.place), ("message", message($0.label))])
            }
            members.append(("relatedLocations", JSONLine.array(related)))
        }
        return JSONLine.object(members)
    }

    private func message(_ text: String) -> String { JSONLine.object([("text", JSONLine.text(text))]) }

    private func physical(_ place: Place) -> (String, String) {
        let start = place.start
        let end = place.file.position(of: place.range.upperBound)
        let region = JSONLine.object([
            ("startLine", String(start.line)), ("startColumn", String(start.column)), ("endLine", String(end.line)),
            ("endColumn", String(end.column)), ("byteOffset", String(place.range.lowerBound)),
            ("byteLength", String(place.range.count)),
        ])
        let artifact = JSONLine.object([("uri", JSONLine.text(uri(place.file.path)))])
        return ("physicalLocation", JSONLine.object([("artifactLocation", artifact), ("region", region)]))
    }

    /// A path as a relative reference (RFC 3986).
    private func uri(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII,
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-._~/".unicodeScalars.contains(scalar)
            {
                result.unicodeScalars.append(scalar)
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
