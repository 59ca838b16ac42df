public import Diagnostics
import PackCompiler
public import Vendors
import YAMLDecoding
public import YAMLTree

/// Reads what vendors do, as scenarios and the sandbox's command line say it.
///
/// ```yaml
/// idmeta: approved                          # a story
/// idmeta.biometrics: [timeout, approved]    # one answer for each call, then the story goes on
/// idmeta.watchlist: { each: server }        # every call
/// ```
public struct VendorScriptReader {
    /// By the names that vendors have here: a flow's, or the packs' own.
    public let packs: [String: Pack]

    public init(packs: [String: Pack]) { self.packs = packs }

    /// By vendor; one that is not named follows its first story.
    public func read(_ node: YAMLNode, findings: inout Findings) -> [String: VendorScript] {
        guard let record = Record(node, as: "`vendors`", findings: &findings) else { return [:] }
        var scripts: [String: VendorScript] = [:]
        for entry in record.entries {
            guard let key = entry.key.text else { continue }
            let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
            guard let vendor = parts.first, let pack = packs[vendor], let stories = pack.stories,
                let reader = ScriptedAnswerReader(pack)
            else {
                findings.report(
                    Finding(
                        "unknown-vendor", "there is no vendor `\(parts.first ?? key)` here", at: entry.key.place,
                        help: nameHelp(for: parts.first ?? key, in: packs.keys.sorted(), known: "the vendors"),
                        fix: .rename(parts.first ?? key, in: packs.keys.sorted(), at: entry.key.place)))
                continue
            }
            if parts.count == 1 {
                if let story = story(entry.value, stories, findings: &findings) {
                    scripts[vendor, default: VendorScript()].story = story
                }
            } else if let each = entry.value.entry("each"), entry.value.entries?.count == 1 {
                let answer = reader.read(each.value, to: parts[1], at: entry.key, findings: &findings)
                if let answer { scripts[vendor, default: VendorScript()].each[parts[1]] = answer }
            } else {
                let answers = reader.readList(entry.value, to: parts[1], at: entry.key, findings: &findings)
                scripts[vendor, default: VendorScript()].answers[parts[1]] = answers
            }
        }
        return scripts
    }

    private func story(_ node: YAMLNode, _ stories: Stories, findings: inout Findings) -> String? {
        guard let name = node.string("a story", findings: &findings) else { return nil }
        if stories.stories[name] != nil { return name }
        findings.report(
            Finding(
                "unknown-story", "`\(name)` is no story of this vendor", at: node.place,
                help: nameHelp(for: name, in: stories.stories.keys.sorted(), known: "its stories"),
                fix: .rename(name, in: stories.stories.keys.sorted(), at: node.place)))
        return nil
    }
}
