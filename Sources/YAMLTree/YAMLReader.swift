public import Diagnostics

/// Reads YAML files into trees with places.
public enum YAMLReader {
    /// One node for each document; an empty file has none.
    ///
    /// What is wrong becomes findings, and only the documents that could be read are returned. Any bytes will do: reading
    /// ends in time linear to the file's size and uses bounded stack.
    public static func read(
        _ file: SourceFile, findings: inout Findings, limits: YAMLLimits = .default
    ) -> [YAMLNode] {
        guard TextCheck.passes(file, limits: limits, findings: &findings) else { return [] }
        var builder = TreeBuilder(file: file, limits: limits)
        defer { findings.merge(builder.findings) }
        do throws(SyntaxProblem) {
            return try EventParser.parse(file.bytes) { parser throws(SyntaxProblem) in
                while !builder.isDone { builder.take(try parser.next()) }
                return builder.documents
            }
        } catch {
            builder.findings.report(SyntaxTrouble(file: file).finding(for: error))
            return builder.documents
        }
    }
}
