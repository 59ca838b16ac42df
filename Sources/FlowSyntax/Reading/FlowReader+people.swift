import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Steps that wait for somebody.
extension FlowReader {
    mutating func collect(_ node: YAMLNode) -> CollectTree? {
        guard
            let (record, head) = head(node, FlowForms.collect),
            let fields = record["collect"]?.value
        else { return nil }
        let names = names(fields, "a field to collect")
        if names.isEmpty {
            findings.report(
                Finding(
                    "empty-list", "`collect` names no field", at: fields.place,
                    help: "name fields of the applicant: `collect: [selfie]`"))
        }
        let sources = CollectStep.Source.allCases.map { (name: $0.rawValue, value: $0) }
        let timeouts = CollectStep.Timeout.allCases.map { (name: $0.rawValue, value: $0) }
        return CollectTree(
            head: head, fields: names,
            source: record["from"]?.value.choice("`from`", of: sources, findings: &findings) ?? .applicant,
            within: locatedInterval(record["within"]?.value, "`within`"), remind: intervals(record["remind"]?.value),
            onTimeout: record["on_timeout"]?.value.choice("`on_timeout`", of: timeouts, findings: &findings)
                ?? .expire)
    }

    mutating func review(_ node: YAMLNode) -> ReviewTree? {
        guard let (outer, head) = head(node, FlowForms.review), let body = outer["review"]?.value,
            let record = Record(body, as: "`review`", keys: FlowForms.question.names, findings: &findings),
            let queue = located(record.require("queue", findings: &findings), "the queue")
        else { return nil }
        if head.id == nil {
            findings.report(
                Finding(
                    "missing-key", "a `review` needs an `id`", at: head.place,
                    help: "add `id: …`; whoever answers names it, and rules read `reviews.….answer`"))
        }
        return ReviewTree(
            head: head, queue: queue, group: record["group"]?.value.string("the group", findings: &findings),
            question: record["question"]?.value.string("the question", findings: &findings),
            shows: record["shows"].map { names($0.value, "a step to show") } ?? [],
            answers: record["answers"].map { names($0.value, "an answer") },
            eyes: locatedInt(record["eyes"]?.value, "`eyes`", 1...9), onSplit: choice(record, "on_split"),
            within: locatedInterval(record["within"]?.value, "`within`"), remind: intervals(record["remind"]?.value),
            onTimeout: choice(record, "on_timeout"),
            escalateTo: record["escalate_to"]?.value.string("`escalate_to`", findings: &findings))
    }

    /// One word of a closed list.
    mutating func choice<Word: RawRepresentable & CaseIterable & Sendable>(
        _ record: Record, _ key: String
    ) -> Located<Word>? where Word.RawValue == String {
        guard let node = record[key]?.value else { return nil }
        let words = Word.allCases.map { (name: $0.rawValue, value: $0) }
        return node.choice("`\(key)`", of: words, findings: &findings).map { Located($0, at: node.place) }
    }

    mutating func intervals(_ node: YAMLNode?) -> [Located<Interval>] {
        guard let node else { return [] }
        guard case .sequence(let items) = node.content else {
            return locatedInterval(node, "`remind`").map { [$0] } ?? []
        }
        return items.compactMap { locatedInterval($0, "`remind`") }
    }
}
