/// Findings as a SARIF 2.1.0 log, which code hosts and editors show beside the text (OASIS, sarif-v2.1.0).
///
/// Columns count Unicode scalars, as everywhere here; the log says so.
public struct SARIFRenderer: Sendable {
    /// What a code means, for the list of rules.
    public struct Rule: Sendable {
        public var summary: String
        public var help: String

        public init(summary: String, help: String) {
            self.summary = summary
            self.help = help
        }
    }

    private let rules: [String: Rule]

    /// - Parameter rules: By code; one without an entry is declared by its name alone.
    public init(rules: [String: Rule] = [:]) { self.rules = rules }

    /// One log with one run, ending in a line break.
    public func render(_ findings: Findings) -> String {
        let sorted = findings.sorted
        let codes = Set(sorted.map(\.code)).sorted()
        let rules = codes.map(declaration)
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

    private func declaration(_ code: String) -> String {
        var members = [("id", JSONLine.text(code))]
        if let rule = rules[code] {
            members.append(("shortDescription", message(rule.summary)))
            members.append(("help", message(rule.help)))
        }
        return JSONLine.object(members)
    }

    private func result(_ finding: Finding, rule: Int) -> String {
        let text = [finding.message, finding.help].compactMap(\.self).joined(separator: "; ")
        var members = [
            ("ruleId", JSONLine.text(finding.code)), ("ruleIndex", String(rule)),
            ("level", JSONLine.text(finding.severity.rawValue)), ("message", message(text)),
            ("locations", JSONLine.array([JSONLine.object([physical(finding.place)])])),
        ]
        if !finding.related.isEmpty {
            let related = finding.related.enumerated().map { index, related in
                JSONLine.object([("id", "\(index)"), physical(related.place), ("message", message(related.label))])
            }
            members.append(("relatedLocations", JSONLine.array(related)))
        }
        if let fix = finding.fix { members.append(("fixes", JSONLine.array([self.fix(fix)]))) }
        return JSONLine.object(members)
    }

    private func message(_ text: String) -> String { JSONLine.object([("text", JSONLine.text(text))]) }

    /// One change of each file, in the order of the text.
    private func fix(_ fix: Fix) -> String {
        var files: [SourceFile] = []
        for edit in fix.edits where !files.contains(edit.place.file) { files.append(edit.place.file) }
        let changes = files.map { file in
            let edits = fix.edits.filter { $0.place.file == file }
                .sorted { $0.place.range.lowerBound < $1.place.range.lowerBound }
            let replacements = edits.map { edit in
                JSONLine.object([
                    ("deletedRegion", region(edit.place)), ("insertedContent", message(edit.replacement)),
                ])
            }
            return JSONLine.object([
                ("artifactLocation", artifact(file)), ("replacements", JSONLine.array(replacements)),
            ])
        }
        return JSONLine.object([
            ("description", message(fix.title)), ("artifactChanges", JSONLine.array(changes)),
        ])
    }

    private func physical(_ place: Place) -> (String, String) {
        (
            "physicalLocation",
            JSONLine.object([("artifactLocation", artifact(place.file)), ("region", region(place))])
        )
    }

    private func artifact(_ file: SourceFile) -> String { JSONLine.object([("uri", JSONLine.text(uri(file.path)))]) }

    private func region(_ place: Place) -> String {
        let start = place.start
        let end = place.file.position(of: place.range.upperBound)
        return JSONLine.object([
            ("startLine", String(start.line)), ("startColumn", String(start.column)), ("endLine", String(end.line)),
            ("endColumn", String(end.column)), ("byteOffset", String(place.range.lowerBound)),
            ("byteLength", String(place.range.count)),
        ])
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
