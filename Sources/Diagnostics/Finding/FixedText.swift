/// A file's bytes with fixes applied.
public struct FixedText: Sendable {
    public let bytes: [UInt8]
    /// The findings whose fixes were applied, in the order of the text.
    public let applied: [Finding]
    /// How many fixes were left out because they touch what another one changes.
    public let refused: Int

    /// The fixes of all findings of `file`. Of two that touch, the first in the order of the findings wins.
    public init(_ file: SourceFile, _ findings: some Sequence<Finding>) {
        var accepted: [Fix.Edit] = []
        var applied: [Finding] = []
        var refused = 0
        for finding in findings {
            guard let fix = finding.fix, fix.edits.allSatisfy({ $0.place.file === file }) else { continue }
            // Two findings may ask for the same change.
            let new = fix.edits.filter { !accepted.contains($0) }
            if new.contains(where: { edit in accepted.contains { Self.touch($0.place.range, edit.place.range) } }) {
                refused += 1
                continue
            }
            accepted += new
            applied.append(finding)
        }
        var bytes: [UInt8] = []
        var offset = 0
        for edit in accepted.sorted(by: { $0.place.range.lowerBound < $1.place.range.lowerBound }) {
            bytes += file.bytes[offset..<edit.place.range.lowerBound]
            bytes += edit.replacement.utf8
            offset = edit.place.range.upperBound
        }
        self.bytes = bytes + file.bytes[offset...]
        self.applied = applied
        self.refused = refused
    }

    /// Neighbours do not touch; an insertion touches what begins, ends or lies around its place.
    private static func touch(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.isEmpty || right.isEmpty
            ? left.lowerBound <= right.upperBound && right.lowerBound <= left.upperBound : left.overlaps(right)
    }
}
