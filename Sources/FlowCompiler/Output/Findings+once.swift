import Diagnostics

extension Findings {
    /// What is not there is one fault, in however many places it is read: the first is told, with the others beside it.
    mutating func tellOnce() {
        // Of a file that is made of nothing but faults, the number is what counts.
        if omitted > 0 { return }
        var first: [String: Int] = [:]
        var told: [Finding] = []
        for finding in sorted {
            guard Self.once.contains(finding.code) else {
                told.append(finding)
                continue
            }
            let key = "\(finding.place.file.path) \(finding.message)"
            guard let index = first[key] else {
                first[key] = told.count
                told.append(finding)
                continue
            }
            if finding.place == told[index].place { continue }
            told[index].related.append(.init("and here", at: finding.place))
            let more = finding.fix?.edits ?? []
            let known = told[index].fix?.edits ?? []
            told[index].fix?.edits += more.filter { !known.contains($0) }
        }
        var all = Findings()
        for finding in told { all.report(finding) }
        self = all
    }

    private static let once: Set<String> = ["unknown-field", "unknown-step", "unknown-vendor", "reads-later-step"]
}
