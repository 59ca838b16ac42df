import Diagnostics
import FlowIR
import FlowScenarios
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

extension ScenarioReader {
    /// `vendor: { checkout: { say: audited, times: 2 } }`
    mutating func news(_ node: YAMLNode) -> [Move] {
        (Record(node, as: "`vendor`", findings: &findings)?.entries ?? []).compactMap { entry in
            guard let name = entry.key.text else { return nil }
            guard let pack = pack(of: name) else {
                let known = program.vendors.map(\.name)
                findings.report(
                    Finding(
                        "unknown-vendor", "there is no vendor `\(name)` here", at: entry.key.place,
                        help: nameHelp(for: name, in: known, known: "the vendors"),
                        fix: .rename(name, in: known, at: entry.key.place)))
                return nil
            }
            guard let stories = pack.stories, let said = stories.news.min(by: { $0.key < $1.key })?.value else {
                findings.report(
                    Finding(
                        "tells-nothing", "`\(name)` never tells anything by itself", at: entry.key.place,
                        help: "what it answers to calls stands under `vendors` of the scenario"))
                return nil
            }
            return delivery(entry.value, of: said.operation).map { .vendor(name, $0) }
        }
    }

    private mutating func delivery(_ node: YAMLNode, of news: StoryOperation) -> StoryDelivery? {
        guard
            let record = Record(node, as: "news", keys: ScenarioForms.news.names, findings: &findings),
            let say = record.require("say", findings: &findings),
            let word = say.string("`say`", findings: &findings)
        else { return nil }
        // What stands for asking again is given by naming the reason.
        let answers = (news.answers.keys.filter { $0 != "applicant" } + ["approved"]).sorted()
        let words = answers + news.reasons.keys.sorted()
        guard words.contains(word) else {
            findings.report(
                Finding(
                    "unknown-story", "`\(word)` is nothing that the vendor tells of a session", at: say.place,
                    help: nameHelp(for: word, in: words, known: "its words"),
                    fix: .rename(word, in: words, at: say.place)))
            return nil
        }
        var delivery = StoryDelivery(after: .zero, says: answers.contains(word) ? .answer(word) : .reason(word))
        if let after = record["after"] {
            delivery.after = after.value.interval("`after`", findings: &findings) ?? .zero
        }
        delivery.isLost = record["lost"]?.value.bool("`lost`", findings: &findings) ?? false
        delivery.isForged = record["forged"]?.value.bool("`forged`", findings: &findings) ?? false
        if let times = record["times"]?.value, let count = times.int("`times`", findings: &findings) {
            if !(1...10).contains(count) {
                findings.report(
                    Finding(
                        "out-of-range", "`times` is a number from 1 to 10", at: times.place,
                        help: "what is told twice shows as much"))
            }
            delivery.times = Int(clamping: count)
        }
        for entry in record["with"].flatMap({ Record($0.value, as: "`with`", findings: &findings) })?.entries ?? [] {
            guard let name = entry.key.text else { continue }
            if news.values[name] == nil {
                let known = news.values.keys.sorted()
                findings.report(
                    Finding(
                        "unknown-value", "`\(name)` is no value of a session's news", at: entry.key.place,
                        help: nameHelp(for: name, in: known, known: "its values"),
                        fix: .rename(name, in: known, at: entry.key.place)))
            }
            delivery.values[name] = literal(entry.value, findings: &findings)
        }
        return delivery
    }

    func pack(of vendor: String) -> Pack? { program.vendor(vendor).flatMap { packs[$0.pack] } }
}
