/// `3 errors, 1 warning, 2 notes in 2 files`; `no findings` when there are none.
public struct Summary: Hashable, Sendable, CustomStringConvertible {
    public var errors: Int
    public var warnings: Int
    public var notes: Int
    public var files: Int

    public init(_ findings: some Sequence<Finding>) {
        errors = 0
        warnings = 0
        notes = 0
        var paths: Set<String> = []
        for finding in findings {
            switch finding.severity {
            case .error: errors += 1
            case .warning: warnings += 1
            case .note: notes += 1
            }
            paths.insert(finding.place.file.path)
        }
        files = paths.count
    }

    public var description: String {
        let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")].filter { $0.0 > 0 }.map(Self.counted)
        guard !counts.isEmpty else { return "no findings" }
        return counts.joined(separator: ", ") + " in " + Self.counted(files, "file")
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
