import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Acts, and what happens when all steps have ended.
extension FlowReader {
    mutating func act(_ node: YAMLNode) -> ActTree? {
        if let id = node.member("id")?.text { unread.insert("acts.\(id)") }
        guard let step = actStep(node, FlowForms.act, id: node.member("id")?.text ?? "") else { return nil }
        unread.remove("acts.\(step.id.value)")
        return ActTree(step: step, undo: node.entry("undo").map { Located($0.value, at: $0.key.place) })
    }

    private mutating func actStep(_ node: YAMLNode, _ form: Form, id fallback: String) -> StepTree? {
        guard let record = Record(node, as: "an `act`", keys: form.names, findings: &findings) else { return nil }
        let isNeeded = form.keys.contains { $0.name == "id" && $0.isRequired }
        let written =
            isNeeded
            ? located(record.require("id", findings: &findings), "the act's id")
            : record["id"].flatMap { located($0.value, "the act's id") }
        let name = record["act"].flatMap { located($0.value, "the act") }
        let by = record.require("by", findings: &findings).map { vendors(of: $0) }
        guard let id = written ?? (isNeeded ? nil : Located(fallback, at: node.place)), let name, let by else {
            return nil
        }
        if let written, !Self.isIdentifier(written.value) { findings.report(.badName("step", written)) }
        return StepTree(
            id: id, title: record["title"]?.value.string("the title", findings: &findings), check: name, by: by,
            condition: record["when"]?.value, input: record["input"].map { entries($0.value, "`input`") } ?? [],
            verdict: [], attempts: nil, call: call(record),
            remedies: record["on_exhausted"].map { remedies($0.value) } ?? [:], failover: nil, require: [],
            session: nil,
            answerWithin: nil, monitor: nil,
            deadline: locatedInterval(record["deadline"]?.value, "`deadline`"), node: node)
    }

    mutating func after(_ node: YAMLNode) -> [StepTree] {
        let items = node.list("`after`", findings: &findings) ?? []
        return items.enumerated().compactMap { index, item in
            guard item.member("act") != nil else {
                findings.report(
                    Finding(
                        "only-acts-after", "`after` holds acts and nothing else", at: item.place,
                        label: "the status is final by then",
                        help: "write `- { act: denylist_add, by: …, when: status == \"rejected\", input: { … } }`"))
                return nil
            }
            return actStep(item, FlowForms.lastAct, id: "after/\(index + 1)")
        }
    }

    mutating func monitor(_ node: YAMLNode) -> MonitorTree? {
        guard let record = Record(node, as: "`monitor`", keys: FlowForms.monitor.names, findings: &findings),
            let lasts = longInterval(record.require("for", usual: "1y", findings: &findings), "`for`")
        else { return nil }
        _ = record["on_hit"]?.value.choice("`on_hit`", of: [("review", true)], findings: &findings)
        return MonitorTree(condition: record["when"]?.value, lasts: lasts, place: node.place)
    }

    mutating func flowReview(_ node: YAMLNode) -> FlowReviewTree? {
        guard let record = Record(node, as: "`review`", keys: FlowForms.flowReview.names, findings: &findings),
            let queue = located(record.require("queue", findings: &findings), "the queue")
        else { return nil }
        return FlowReviewTree(
            queue: queue, group: record["group"]?.value.string("the group", findings: &findings),
            eyes: locatedInt(record["eyes"]?.value, "`eyes`", 1...9), onSplit: choice(record, "on_split"),
            within: locatedInterval(record["within"]?.value, "`within`"), onTimeout: choice(record, "on_timeout"),
            escalateTo: record["escalate_to"]?.value.string("`escalate_to`", findings: &findings),
            follows: record["follow"]?.value.bool("`follow`", findings: &findings) ?? false,
            reopens: record["reopen"]?.value.bool("`reopen`", findings: &findings) ?? false)
    }

    mutating func hold(_ node: YAMLNode) -> Located<FinalizeHold>? {
        guard let record = Record(node, as: "`finalize`", keys: FlowForms.finalize.names, findings: &findings),
            record.require("hold", usual: "caller", findings: &findings)?
                .choice("`hold`", of: [("caller", true)], findings: &findings) != nil,
            let within = locatedInterval(record.require("within", usual: "1h", findings: &findings), "`within`")
        else { return nil }
        let timeout: Located<FinalizeHold.Timeout>? = choice(record, "on_timeout")
        return Located(FinalizeHold(within: within.value, onTimeout: timeout?.value ?? .goOn), at: within.place)
    }

    mutating func keep(_ node: YAMLNode) -> Retention? {
        guard let record = Record(node, as: "`keep`", keys: FlowForms.keep.names, findings: &findings) else {
            return nil
        }
        let otherwise = longInterval(record["otherwise"]?.value, "`otherwise`")
        var times: [RunStatus.RawValue: Interval] = [:]
        for status in FlowForms.keptEndings {
            times[status.rawValue] =
                longInterval(record[status.rawValue]?.value, "`\(status.rawValue)`")?.value ?? otherwise?.value
        }
        return Retention(times: times)
    }

    /// A time that may be years long.
    private mutating func longInterval(_ node: YAMLNode?, _ what: String) -> Located<Interval>? {
        guard let node else { return nil }
        if let text = node.text, let interval = Interval(calendar: text), interval > .zero {
            if interval.isTooLong(what, at: node.place, findings: &findings) { return nil }
            return Located(interval, at: node.place)
        }
        return locatedInterval(node, what)
    }
}
