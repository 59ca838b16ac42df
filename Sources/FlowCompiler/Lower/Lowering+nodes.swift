import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding

/// Steps that are no checks.
extension Lowering {
    mutating func lower(_ step: DecideTree, place: Int, before index: Int) -> DecideStep {
        let rules = step.rules.compactMap { rule -> EarlyRule? in
            let note = SourceNote(file: rule.place.file.name, line: rule.place.start.line)
            return condition(rule.condition, in: environments.flow, before: index).map {
                EarlyRule(
                    outcome: rule.outcome, condition: $0, reason: rule.reason, problem: rule.problem, note: note)
            }
        }
        return DecideStep(
            id: step.head.id?.value ?? "decide/\(place)", title: step.head.title,
            condition: step.head.condition.flatMap { condition($0, in: environments.flow, before: index) },
            rules: rules, note: note(of: step.head))
    }

    mutating func lower(_ step: WaitTree, place: Int, before index: Int) -> WaitStep? {
        var until: CompiledExpression?
        if let node = step.until {
            until = YAMLDecoding.expression(
                node, in: environments.flow, expecting: .timestamp, findings: &findings)
            guard let until else { return nil }
            checkOrder(until.references, before: index)
        } else if let expiry = tree.expiresAfter, expiry.value <= step.atMost.value {
            findings.report(
                Finding(
                    "endless-wait", "the run expires after \(expiry.value), before this wait is over",
                    at: step.atMost.place, help: "wait for less, or make `expires_after` longer",
                    related: [.init("the expiry", at: expiry.place)]))
        }
        return WaitStep(
            id: step.head.id?.value ?? "wait/\(place)", title: step.head.title,
            condition: step.head.condition.flatMap { condition($0, in: environments.flow, before: index) },
            atMost: step.atMost.value, until: until?.expression, note: note(of: step.head))
    }

    private func note(of head: HeadTree) -> SourceNote {
        SourceNote(file: head.place.file.name, line: head.id?.place.start.line ?? head.place.start.line)
    }
}
