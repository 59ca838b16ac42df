import Diagnostics

/// `validate --fix`: applies what findings offer, as long as nothing gets worse.
///
/// Each round applies all fixes that do not touch each other and validates the result in memory. Fixes that bring more
/// errors, or one where they wrote, such as a key that is there already, are left out. What changed is written at the
/// end, each file whole or not at all.
struct Mending {
    let paths: [String]
    let packs: String?

    private static let rounds = 10

    /// The new contents, by path; written already.
    func run() throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        var applied = 0
        var refused: Set<String> = []
        var workspace = try validated(contents)
        for _ in 0..<Self.rounds {
            let offers = offered(workspace, but: refused)
            guard !offers.isEmpty else { break }
            var next = contents
            var count = 0
            for (file, findings) in offers {
                let text = FixedText(file, findings)
                next[file.path] = text.bytes
                count += text.applied.count
            }
            let after = try validated(next)
            var worse: Set<String> = []
            if after.errors > workspace.errors || after.hasErrors(beside: workspace) {
                // Perhaps one of them makes it worse: each is tried alone.
                for finding in offers.flatMap(\.1) where try isWorse(finding, contents, workspace) {
                    worse.insert(Self.key(finding))
                }
            }
            refused.formUnion(worse)
            if worse.isEmpty, after.errors <= workspace.errors {
                (contents, workspace) = (next, after)
                applied += count
            } else if worse.isEmpty {
                break
            }
        }
        for (path, bytes) in contents.sorted(by: { $0.key < $1.key }) { try Input.replace(path, with: bytes) }
        let files = "\(contents.count) file\(contents.count == 1 ? "" : "s")"
        Output.talk(applied == 0 ? "nothing to fix" : "applied \(applied) fix\(applied == 1 ? "" : "es") in \(files)")
        return contents
    }

    private func validated(_ contents: [String: [UInt8]]) throws -> Workspace {
        var workspace = try Workspace(packs: packs, contents: contents)
        for path in paths { try workspace.add(path) }
        _ = workspace.validate()
        return workspace
    }

    /// Whether a fix brings more errors, or another one in what it wrote.
    private func isWorse(
        _ finding: Finding, _ contents: [String: [UInt8]], _ workspace: Workspace
    ) throws -> Bool {
        let file = finding.place.file
        var next = contents
        next[file.path] = FixedText(file, [finding]).bytes
        let after = try validated(next)
        if after.errors > workspace.errors { return true }
        var shift = 0
        let edits = (finding.fix?.edits ?? []).sorted { $0.place.range.lowerBound < $1.place.range.lowerBound }
        return edits.contains { edit in
            let start = edit.place.range.lowerBound + shift
            let written = start..<start + edit.replacement.utf8.count
            shift += edit.replacement.utf8.count - edit.place.range.count
            return after.findings.all.contains { other in
                guard other.severity == .error, other.code != finding.code, !workspace.says(other) else { return false }
                return ([other.place] + other.related.map(\.place)).contains {
                    $0.file.path == file.path && $0.range.overlaps(written)
                }
            }
        }
    }

    private func offered(_ workspace: Workspace, but refused: Set<String>) -> [(SourceFile, [Finding])] {
        let findings = workspace.findings.sorted.filter { $0.fix != nil && !refused.contains(Self.key($0)) }
        return workspace.files.map(\.file).compactMap { file in
            let here = findings.filter { $0.fix?.edits.allSatisfy { $0.place.file === file } == true }
            return here.isEmpty ? nil : (file, here)
        }
    }

    /// A finding by its words: places move when other fixes are applied.
    private static func key(_ finding: Finding) -> String {
        "\(finding.code) \(finding.place.file.path) \(finding.message) \(finding.fix?.title ?? "")"
    }
}

extension Workspace {
    fileprivate var errors: Int { findings.all.count { $0.severity == .error } }

    /// The same words, wherever they stand.
    fileprivate func says(_ finding: Finding) -> Bool {
        findings.all.contains { $0.code == finding.code && $0.message == finding.message }
    }

    fileprivate func hasErrors(beside other: Workspace) -> Bool {
        findings.all.contains { $0.severity == .error && !other.says($0) }
    }
}
