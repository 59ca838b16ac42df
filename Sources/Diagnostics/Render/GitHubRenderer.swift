/// Findings as workflow commands of GitHub Actions, which become annotations of a pull request.
///
///     ::error file=flow.yaml,line=4,col=11,endLine=4,endColumn=24,title=unknown-step::there is no step `adress`
public struct GitHubRenderer: Sendable {
    public init() {}

    /// One line for each finding.
    public func render(_ findings: Findings) -> String {
        findings.sorted.map { finding in
            let start = finding.place.start
            let end = finding.place.file.position(of: finding.place.range.upperBound)
            let properties = [
                "file=" + escaped(finding.place.file.path, inProperty: true), "line=\(start.line)",
                "col=\(start.column)", "endLine=\(end.line)", "endColumn=\(end.column)", "title=\(finding.code)",
            ]
            let text = [finding.message, finding.help].compactMap(\.self).joined(separator: "\n")
            let level = finding.severity == .note ? "notice" : finding.severity.rawValue
            return "::\(level) \(properties.joined(separator: ","))::\(escaped(text))\n"
        }.joined()
    }

    /// A line break would end the command, and `%` begins an escape.
    private func escaped(_ text: String, inProperty: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where inProperty: result += "%3A"
            case "," where inProperty: result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
