internal import Diagnostics

/// Merge keys and double keys of one mapping.
struct MappingRules {
    let file: SourceFile

    /// The entries with `<<` applied and each key once: a mapping's own keys win over merged ones, the first over later.
    func apply(to entries: [YAMLEntry], findings: inout Findings) -> [YAMLEntry] {
        if isPlain(entries) { return entries }
        var kept: [YAMLEntry] = []
        var merged: [YAMLEntry] = []
        var seen: [String: Place] = [:]
        for entry in entries {
            guard case .scalar(let key) = entry.key.content else {
                kept.append(entry)
                continue
            }
            let name = key.text.string
            if let first = seen[name] {
                findings.report(
                    Finding(
                        "duplicate-key", "`\(name)` is given twice in one mapping", at: entry.key.place,
                        label: "given again",
                        related: [.init("`\(name)` is given here first", at: first)]))
                continue
            }
            seen[name] = entry.key.place
            if name == "<<", key.style == .plain, entry.key.tag == nil {
                merged += mergedEntries(entry.value, findings: &findings)
            } else {
                kept.append(entry)
            }
        }
        for entry in merged {
            guard case .scalar(let key) = entry.key.content else {
                kept.append(entry)
                continue
            }
            if seen.updateValue(entry.key.place, forKey: key.text.string) == nil { kept.append(entry) }
        }
        return kept
    }

    /// Whether there is nothing to do: few keys, each of them once. A large mapping is looked at with a table.
    private func isPlain(_ entries: [YAMLEntry]) -> Bool {
        guard entries.count <= 16 else { return false }
        for index in entries.indices {
            guard let name = entries[index].key.text, name != "<<" else { return false }
            for earlier in 0..<index where entries[earlier].key.text == name { return false }
        }
        return true
    }

    private func mergedEntries(_ value: YAMLNode, findings: inout Findings) -> [YAMLEntry] {
        switch value.content {
        case .mapping(let entries): return entries
        case .sequence(let items):
            return items.flatMap { item -> [YAMLEntry] in
                if case .mapping(let entries) = item.content { return entries }
                reportBadMerge(item, findings: &findings)
                return []
            }
        case .scalar:
            reportBadMerge(value, findings: &findings)
            return []
        }
    }

    private func reportBadMerge(_ node: YAMLNode, findings: inout Findings) {
        findings.report(
            Finding(
                "bad-merge", "`<<` takes a mapping or a list of mappings", at: node.place,
                help: "write `<<: *name`, where `&name` stands before a mapping"))
    }
}
