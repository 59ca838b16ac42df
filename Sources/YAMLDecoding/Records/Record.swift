public import Diagnostics
public import YAMLTree

/// A mapping whose keys are names.
///
/// ```swift
/// guard let step = Record(node, as: "a step", keys: ["id", "check", "by"], findings: &findings),
///     let check = step.require("check", findings: &findings)
/// else { return nil }
/// ```
public struct Record: Sendable {
    public let node: YAMLNode
    /// What messages call it: `a step`.
    public let what: String
    /// In the order of the file; keys that are not known, or no names, are left out.
    public let entries: [YAMLEntry]
    /// The names of the keys that are there, in the order of the file.
    public let names: [String]
    /// What keys were probably meant that are none.
    private let meant: Set<String>

    /// A mapping with known keys; `nil` when the node is none. Other keys are reported and left out.
    ///
    /// - Parameters:
    ///   - ignored: keys that are left out without a word, because the caller speaks of them.
    ///   - others: keys that would have made it something else, and may be what was meant.
    public init?(
        _ node: YAMLNode, as what: String, keys: [String], ignoring ignored: [String] = [], or others: [String] = [],
        findings: inout Findings
    ) {
        self.init(node, what, keys: keys, ignored: ignored, others: others, findings: &findings)
    }

    /// A mapping with keys of the author's choice; `nil` when the node is none.
    public init?(_ node: YAMLNode, as what: String, findings: inout Findings) {
        self.init(node, what, keys: nil, ignored: [], others: [], findings: &findings)
    }

    private init?(
        _ node: YAMLNode, _ what: String, keys: [String]?, ignored: [String], others: [String],
        findings: inout Findings
    ) {
        guard let all = node.entries else {
            let help = keys.map { "its keys are " + $0.prefix(20).map { "`\($0)`" }.joined(separator: ", ") }
            node.reportMismatch(what, wanted: "a mapping", help: help, findings: &findings)
            return nil
        }
        guard !node.refusesTag(findings: &findings) else { return nil }
        self.node = node
        self.what = what
        var names: [String] = []
        names.reserveCapacity(all.count)
        var meant: Set<String> = []
        // Most maps are kept as they are; what is left out makes a list of its own.
        var kept: [YAMLEntry]?
        for (index, entry) in all.enumerated() {
            let name = Self.name(entry.key, findings: &findings)
            if let name, !ignored.contains(name), keys?.contains(name) ?? true {
                names.append(name)
                kept?.append(entry)
                continue
            }
            kept = kept ?? Array(all[..<index])
            if let name, let keys, !ignored.contains(name) {
                if let key = closest(to: name, in: keys + others) { meant.insert(key) }
                findings.report(
                    Finding(
                        "unknown-key", "`\(name)` is no key of \(what)", at: entry.key.place,
                        help: nameHelp(for: name, in: keys + others, known: "its keys"),
                        fix: .rename(name, in: keys + others, at: entry.key.place)))
            }
        }
        entries = kept ?? all
        self.names = names
        self.meant = meant
    }

    /// A key as text: `200` and `NO` are names too.
    private static func name(_ key: YAMLNode, findings: inout Findings) -> String? {
        guard let name = key.text, !key.isNull, key.tag == nil else {
            findings.report(
                Finding("wrong-key", "a key must be a name, but this is \(key.tag ?? key.kind)", at: key.place))
            return nil
        }
        return name
    }

    /// A line below the first entry, where that is a line of its own.
    private func adding(_ line: String) -> Fix? {
        guard let first = entries.first, first.key.place.start.column == 1 else { return nil }
        let file = first.value.place.file
        guard let end = file.bytes[first.value.place.range.upperBound...].firstIndex(of: 0x0A) else { return nil }
        return Fix("add `\(line)`", [.init(Place(file: file, range: end..<end), "\n\(line)")])
    }

    /// Whether a key is there that was refused, and was probably meant to be this one.
    public func isMisspelt(_ key: String) -> Bool { meant.contains(key) && self[key] == nil }

    public subscript(key: String) -> YAMLEntry? { names.lastIndex(of: key).map { entries[$0] } }

    /// The value of a key that must be there; reported when it is missing.
    ///
    /// - Parameter usual: A value that may be written for the author, on a line of its own below the first key.
    public func require(_ key: String, usual: String? = nil, findings: inout Findings) -> YAMLNode? {
        if let entry = self[key] { return entry.value }
        // A misspelt key was refused as one.
        if isMisspelt(key) { return nil }
        findings.report(
            Finding(
                "missing-key", "\(what) needs the key `\(key)`", at: node.place, help: "add `\(key): …`",
                fix: usual.flatMap { adding("\(key): \($0)") }))
        return nil
    }
}
