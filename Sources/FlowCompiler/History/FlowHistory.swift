public import Diagnostics
public import YAMLTree

/// A flow beside what it was: whether its version says that it changed, and somebody said how.
///
/// ```yaml
/// version: 4   # the watchlist is asked before the photo
/// ```
public enum FlowHistory {
    /// Compares a flow with an earlier text of the same flow, both with those that they extend.
    ///
    /// Layout, comments, the order of keys and `title` are no change; nothing that a run would notice is left out.
    public static func check(_ flow: YAMLNode, against earlier: YAMLNode, findings: inout Findings) {
        guard let place = flow.member("version")?.place, let version = number(flow), let before = number(earlier) else {
            return
        }
        let change = difference(flow, earlier, isTop: true)
        let related = [
            Finding.Related("the earlier version", at: earlier.member("version")?.place ?? earlier.headPlace)
        ]
        if version < before {
            findings.report(
                Finding(
                    "version-went-back", "version \(version) is older than version \(before), which it replaces",
                    at: place, help: "write `version: \(before + 1)`", related: related,
                    fix: .replace(place, with: String(before + 1))))
        } else if version == before {
            guard let change else { return }
            findings.report(
                Finding(
                    "version-not-raised", "the flow has changed and is still version \(version)", at: place,
                    severity: .warning, help: "write `version: \(version + 1)`, and behind `#` what changed",
                    related: [.init("changed here", at: change)] + related,
                    fix: .replace(place, with: String(version + 1))))
        } else if change == nil {
            findings.report(
                Finding(
                    "needless-version", "nothing has changed since version \(before)", at: place, severity: .note,
                    help: "leave the version as it was", related: related))
        } else if comment(behind: place) == nil
            || comment(behind: place) == earlier.member("version").flatMap({ comment(behind: $0.place) })
        {
            findings.report(
                Finding(
                    "undocumented-version", "nobody says what changed in version \(version)", at: place,
                    severity: .note, help: "write it behind the number: `version: \(version)   # …`",
                    related: change.map { [.init("changed here", at: $0)] } ?? []))
        }
    }

    private static func number(_ flow: YAMLNode) -> Int? { flow.member("version")?.text.flatMap { Int($0) } }

    /// What stands behind `#` on the line of a scalar.
    private static func comment(behind place: Place) -> String? {
        let rest = place.file.bytes[place.range.upperBound...].prefix { $0 != UInt8(ascii: "\n") }
        guard let sign = rest.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        let text = String(decoding: rest[(sign + 1)...], as: UTF8.self)
        return text.allSatisfy(\.isWhitespace) ? nil : text
    }

    /// Where the first of two trees is not like the second; `nil` where it is.
    private static func difference(_ node: YAMLNode, _ other: YAMLNode, isTop: Bool = false) -> Place? {
        switch (node.content, other.content) {
        case (.scalar(let mine), .scalar(let theirs)):
            let isSame = mine.resolved == theirs.resolved && mine.text.string == theirs.text.string
            return isSame && node.tag == other.tag ? nil : node.place
        case (.sequence(let mine), .sequence(let theirs)):
            for (item, other) in zip(mine, theirs) {
                if let place = difference(item, other) { return place }
            }
            return mine.count == theirs.count ? nil : mine.dropFirst(theirs.count).first?.headPlace ?? node.headPlace
        case (.mapping(let mine), .mapping(let theirs)):
            let unnoticed: Set<String> = isTop ? ["version", "title", "extends"] : []
            for entry in mine where !unnoticed.contains(entry.key.text ?? "") {
                guard let value = theirs.first(where: { $0.key.text == entry.key.text })?.value else {
                    return entry.key.place
                }
                if let place = difference(entry.value, value) { return place }
            }
            let gone = theirs.contains { entry in
                !unnoticed.contains(entry.key.text ?? "") && !mine.contains { $0.key.text == entry.key.text }
            }
            return gone ? node.headPlace : nil
        default: return node.place
        }
    }
}
