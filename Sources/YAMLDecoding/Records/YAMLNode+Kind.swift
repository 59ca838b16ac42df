internal import Diagnostics
public import YAMLTree

extension YAMLNode {
    /// What a person calls this kind of node: `a mapping`, `a list`, `text`, `a whole number`.
    public var kind: String {
        switch content {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar):
            switch scalar.resolved {
            case .null: scalar.text.string.isEmpty ? "empty" : "null"
            case .bool: "`\(scalar.text.string)`"
            case .int: "a whole number"
            case .double: "a number"
            case .string: "text"
            }
        }
    }

    func reportMismatch(
        _ what: String, wanted: String, help: String? = nil, fix: String? = nil, findings: inout Findings
    ) {
        findings.report(
            Finding(
                "wrong-kind", "\(what) must be \(wanted), but is \(kind)", at: place, help: help ?? Self.ways[wanted],
                fix: fix.map { .replace(place, with: $0) }))
    }

    /// How to write what is wanted, where there is nothing better to say.
    private static let ways = [
        "a mapping": "write `name: value`, one on each line below it",
        "a list": "write `- item`, one on each line below it",
        "text": "write text, in quotes where it could be something else",
        "`true` or `false`": "write `true` or `false`, without quotes",
        "a whole number": "write a number such as `3`, without quotes",
        "a number": "write a number such as `0.5`, without quotes",
    ]

    /// Reports a tag that means nothing here. The core schema's own, which only repeat what is there, are let through.
    func refusesTag(findings: inout Findings) -> Bool {
        guard let tag, !["!!str", "!!map", "!!seq", "!"].contains(tag) else { return false }
        findings.report(
            Finding(
                "unexpected-tag", "`\(tag)` is read as a YAML tag, and tags have no meaning here", at: place,
                help: RepairedLine.help(at: place, text: writtenText),
                fix: writtenText.contains("\n") ? nil : .replace(place, with: RepairedLine.quoted(writtenText))))
        return true
    }

    /// The node's own bytes, tag and anchor included.
    var writtenText: String { String(decoding: place.file.bytes[place.range], as: UTF8.self) }
}
