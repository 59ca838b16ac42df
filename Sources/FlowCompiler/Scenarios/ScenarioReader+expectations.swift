import Diagnostics
import FlowIR
import FlowMachine
import FlowScenarios
import Vocabulary
import YAMLDecoding
import YAMLTree

extension ScenarioReader {
    private static let expectKeys = ScenarioForms.expectation.names
    private static let laterExpectations = [
        "never_sent": "write `calls: { idmeta.finalize: 0 }` with the call that is never made"
    ]

    mutating func expectation(_ node: YAMLNode) -> Expectation {
        var expectation = Expectation()
        refuseLater(Self.laterExpectations, in: node)
        guard
            let record = Record(
                node, as: "`expect`", keys: Self.expectKeys, ignoring: Array(Self.laterExpectations.keys),
                findings: &findings)
        else { return expectation }
        expectation.status = record["status"]?.value.choice(
            "`status`", of: RunStatus.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        expectation.profile = record["profile"]?.value.string("the profile", findings: &findings)
        expectation.reason = record["reason"]?.value.string("the reason", findings: &findings)
        if let steps = record["steps"].flatMap({ Record($0.value, as: "`steps`", findings: &findings) }) {
            for entry in steps.entries {
                guard let id = step(entry.key) else { continue }
                expectation.steps[id] = expectedStep(entry.value)
            }
        }
        if let calls = record["calls"].flatMap({ Record($0.value, as: "`calls`", findings: &findings) }) {
            for entry in calls.entries {
                guard let name = call(entry.key), let count = entry.value.int("a number of calls", findings: &findings)
                else { continue }
                expectation.calls[name] = Int(count)
            }
        }
        if let joins = record["joins"].flatMap({ Record($0.value, as: "`joins`", findings: &findings) }) {
            for entry in joins.entries {
                guard let id = step(entry.key),
                    let join = Record(
                        entry.value, as: "an expected join", keys: ScenarioForms.join.names, findings: &findings)
                else { continue }
                expectation.joins[id] = join.require("met", findings: &findings)?.bool("`met`", findings: &findings)
            }
        }
        expectation.flows = record["flows"].map { subflows($0.value) } ?? [:]
        expectation.sent = record["sent"].map { sent($0.value) } ?? []
        expectation.events =
            (record["events"]?.value).map { node in
                let choices = NoticeKind.allCases.map { (name: $0.rawValue, value: $0) }
                return (node.items ?? [node]).compactMap { $0.choice("an event", of: choices, findings: &findings) }
            } ?? []
        expectation.alerts = record["alerts"].map { entry in
            let choices = Alert.kinds.map { (name: $0.rawValue, value: $0) }
            return (entry.value.items ?? [entry.value]).compactMap {
                $0.choice("an alert", of: choices, findings: &findings)
            }
        }
        expectation.byThen = record["by_then"]?.value.interval("`by_then`", findings: &findings)
        expectation.waitingOn = record["waiting_on"]?.value.choice(
            "`waiting_on`", of: WaitingOn.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        expectation.isErased = record["erased"]?.value.bool("`erased`", findings: &findings)
        if let incident = record["incident"]?.value { self.incident(incident, &expectation) }
        return expectation
    }

    private mutating func incident(_ node: YAMLNode, _ expectation: inout Expectation) {
        guard case .mapping = node.content else {
            expectation.hasIncident = node.bool("`incident`", findings: &findings)
            return
        }
        guard let record = Record(node, as: "`incident`", keys: ScenarioForms.incident.names, findings: &findings)
        else { return }
        expectation.hasIncident = true
        expectation.incidentAt = record.require("at", findings: &findings).flatMap { node in
            program.queues.contains(node.text ?? "") ? node.text : call(node)
        }
        expectation.incidentVerbs = record["verbs"]?.value.list("`verbs`", findings: &findings)?.compactMap {
            $0.choice("a verb", of: IncidentVerb.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        }
    }

    /// `[ { to: idmeta.metadata, has: { order: A-17 } } ]`
    private mutating func sent(_ node: YAMLNode) -> [Expectation.Sent] {
        (node.list("`sent`", findings: &findings) ?? []).compactMap { item in
            guard
                let record = Record(
                    item, as: "an expected call", keys: ScenarioForms.call.names, findings: &findings),
                let name = record.require("to", findings: &findings).flatMap({ call($0) }),
                let members = record.require("has", findings: &findings)
            else { return nil }
            return Expectation.Sent(call: name, members: literals(members, "`has`"))
        }
    }

    /// `aml: passed`, or `aml: { verdict: passed, attempts: 1 }`.
    private mutating func expectedStep(_ node: YAMLNode) -> Expectation.Step {
        let verdicts = Verdict.allCases.map { ($0.rawValue, $0) }
        guard case .mapping = node.content else {
            return Expectation.Step(verdict: node.choice("`verdict`", of: verdicts, findings: &findings))
        }
        guard
            let record = Record(node, as: "an expected step", keys: ScenarioForms.step.names, findings: &findings)
        else { return Expectation.Step() }
        return Expectation.Step(
            verdict: record["verdict"]?.value.choice("`verdict`", of: verdicts, findings: &findings),
            ended: record["ended"]?.value.choice(
                "`ended`", of: Ended.allCases.map { ($0.rawValue, $0) }, findings: &findings),
            attempts: record["attempts"]?.value.int("`attempts`", findings: &findings).map { Int($0) },
            by: record["by"]?.value.string("`by`", findings: &findings),
            reasons: record["reasons"]?.value.list("`reasons`", findings: &findings)?.compactMap {
                $0.string("a reason", findings: &findings)
            })
    }
}
