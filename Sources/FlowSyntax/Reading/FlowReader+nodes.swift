import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Steps that are no checks.
extension FlowReader {
    static let otherKinds = ["act", "decide", "wait", "collect", "review", "steps", "choose", "parallel", "flow"]

    mutating func decide(_ node: YAMLNode) -> DecideTree? {
        guard let (record, head) = head(node, FlowForms.decide), let list = record["decide"]?.value,
            let items = list.list("`decide`", findings: &findings)
        else { return nil }
        if items.isEmpty {
            findings.report(
                Finding(
                    "empty-list", "`decide` has no rules", at: list.place,
                    help: "write `decide: [ { reject: checks.….failed, reason: … } ]`"))
        }
        return DecideTree(head: head, rules: items.compactMap { earlyRule($0) })
    }

    private mutating func earlyRule(_ node: YAMLNode) -> EarlyRuleTree? {
        if let verify = node.entry("verify") {
            findings.report(
                Finding(
                    "early-verify", "`decide` cannot verify", at: verify.key.place,
                    label: "nobody is let through before every step has ended",
                    help: "write the rule in `status`"))
            return nil
        }
        let outcomes = EarlyRule.Outcome.allCases.map(\.rawValue)
        let keys = FlowForms.earlyRule.names
        guard let record = Record(node, as: "a rule of `decide`", keys: keys, findings: &findings) else { return nil }
        let arms = record.entries.filter { outcomes.contains($0.key.text ?? "") }
        guard arms.count == 1, let arm = arms.first, let outcome = EarlyRule.Outcome(rawValue: arm.key.text ?? "")
        else {
            if !arms.isEmpty || !node.hasKeys(beside: keys) {
                findings.report(.oneArm("a rule of `decide`", outcomes, at: node.place))
            }
            return nil
        }
        if let problem = record["problem"], outcome != .fail {
            findings.report(
                Finding(
                    "misplaced-problem", "only `fail` has a problem to tell", at: problem.key.place,
                    help: "write `reason: …` for the others", fix: .removing(["problem"], from: node)))
        }
        return EarlyRuleTree(
            outcome: outcome, condition: arm.value,
            reason: record["reason"]?.value.string("the reason", findings: &findings),
            problem: record["problem"].flatMap { problem($0.value) }, place: node.place)
    }

    /// RFC 9457.
    private mutating func problem(_ node: YAMLNode) -> FlowProblem? {
        guard let record = Record(node, as: "`problem`", keys: FlowForms.problem.names, findings: &findings),
            let type = record.require("type", findings: &findings)?.string("`type`", findings: &findings),
            let title = record.require("title", findings: &findings)?.string("`title`", findings: &findings),
            let status = locatedInt(record.require("status", findings: &findings), "`status`", 400...599)
        else { return nil }
        return FlowProblem(type: type, title: title, status: status.value)
    }

    mutating func wait(_ node: YAMLNode) -> WaitTree? {
        guard let (record, head) = head(node, FlowForms.wait), let length = record["wait"]?.value else { return nil }
        guard case .mapping = length.content else {
            return locatedInterval(length, "`wait`").map { WaitTree(head: head, atMost: $0, until: nil) }
        }
        guard let parts = Record(length, as: "`wait`", keys: FlowForms.waiting.names, findings: &findings) else {
            return nil
        }
        let until = parts.require("until", findings: &findings)
        // Without a bound a moment of the data could keep a run for good.
        let atMost = locatedInterval(parts.require("at_most", findings: &findings), "`at_most`")
        guard let until, let atMost else { return nil }
        return WaitTree(head: head, atMost: atMost, until: until)
    }

    /// What all kinds have; the last key of the form's head is its kind.
    mutating func head(_ node: YAMLNode, _ form: Form) -> (Record, HeadTree)? {
        guard
            let record = Record(node, as: "a `\(form.kind)`", keys: form.names, findings: &findings)
        else { return nil }
        let id = record["id"].flatMap { located($0.value, "the step's id") }
        if let id, !Self.isIdentifier(id.value) { findings.report(.badName("step", id)) }
        let title = record["title"]?.value.string("the title", findings: &findings)
        let head = HeadTree(
            id: id, title: title, condition: record["when"]?.value,
            deadline: locatedInterval(record["deadline"]?.value, "`deadline`"), kind: form.kind, place: node.place)
        return (record, head)
    }
}
