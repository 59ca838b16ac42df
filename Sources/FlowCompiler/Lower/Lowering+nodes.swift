import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Steps that are no checks and hold no others.
extension Lowering {
    mutating func lower(_ step: DecideTree, _ head: StepHead) -> DecideStep {
        let rules = step.rules.compactMap { rule -> EarlyRule? in
            let note = SourceNote(file: rule.place.file.name, line: rule.place.line)
            return condition(rule.condition, in: environments.flow).map {
                EarlyRule(
                    outcome: rule.outcome, condition: $0, reason: rule.reason, problem: rule.problem, note: note)
            }
        }
        return DecideStep(head, rules: rules)
    }

    mutating func lower(_ step: WaitTree, _ head: StepHead) -> WaitStep? {
        var until: CompiledExpression?
        if let node = step.until {
            until = YAMLDecoding.expression(
                node, in: environments.flow, expecting: .timestamp, findings: &findings)
            guard let until else { return nil }
            filled[node.place] = [until]
            checkOrder(until.references)
        } else {
            checkExpiry(step.atMost, "this wait is over", help: "wait for less")
        }
        return WaitStep(head, atMost: step.atMost.value, until: until?.expression)
    }

    private mutating func checkExpiry(_ time: Located<Interval>, _ what: String, help: String) {
        guard let expiry = tree.expiresAfter, expiry.value <= time.value else { return }
        findings.report(
            Finding(
                "endless-wait", "the run expires after \(expiry.value), before \(what)", at: time.place,
                help: "\(help), or make `expires_after` longer", related: [.init("the expiry", at: expiry.place)]))
    }

    /// Somebody has to be given up on at some time.
    mutating func checkBound(_ within: Located<Interval>?, _ head: HeadTree) {
        if let within { return checkExpiry(within, "this time is over", help: "give less time") }
        guard tree.expiresAfter == nil else { return }
        findings.report(
            Finding(
                "endless-wait", "nothing ends this `\(head.kind)` when nobody comes", at: head.place,
                help: "add `within: 7d`, or give the flow `expires_after`"))
    }

    mutating func checkReminders(_ times: [Located<Interval>], _ within: Located<Interval>?) {
        guard let within else { return }
        for time in times where time.value >= within.value {
            findings.report(
                Finding(
                    "late-reminder", "this reminder comes after the time is over", at: time.place, severity: .warning,
                    help: "remind before \(within.value) have passed", related: [.init("the time", at: within.place)],
                    fix: .removing(valueAt: time.place, from: document)))
        }
    }

    // MARK: Collecting

    mutating func lower(_ step: CollectTree, _ head: StepHead) -> CollectStep {
        for name in step.fields {
            reads.insert("applicant.\(name.value)")
            guard tree.field(name.value) == nil,
                !tree.unread.contains("applicant.\(name.value)")
            else { continue }
            findings.report(
                Finding(
                    "unknown-field", "the applicant has no field `\(name.value)`", at: name.place,
                    help: nameHelp(for: name.value, in: tree.applicant.map(\.name.value), known: "the fields"),
                    fix: .rename(name.value, in: tree.applicant.map(\.name.value), at: name.place)))
        }
        checkBound(step.within, step.head)
        checkReminders(step.remind, step.within)
        return CollectStep(
            head, fields: step.fields.map(\.value), source: step.source, within: step.within?.value,
            remind: step.remind.map(\.value), onTimeout: step.onTimeout)
    }

    // MARK: Asking people

    mutating func lower(_ step: ReviewTree, _ head: StepHead) -> ReviewStep {
        checkBound(step.within, step.head)
        checkReminders(step.remind, step.within)
        for name in step.shows { checkShown(name) }
        let answers = step.answers?.map(\.value) ?? ["verify", "reject"]
        checkEscalation(
            timeout: step.onTimeout.flatMap { $0.value == .escalate ? $0.place : nil }, split: step.onSplit,
            eyes: (step.eyes?.value ?? 1) > 1 ? step.eyes?.place : nil, to: step.escalateTo)
        let rejects: [Located<String>] = [
            step.onTimeout.flatMap { $0.value == .reject ? Located("`on_timeout`", at: $0.place) : nil },
            step.onSplit.flatMap { $0.value == .reject ? Located("`on_split`", at: $0.place) : nil },
        ].compactMap(\.self)
        for reject in rejects where !answers.contains(ReviewStep.rejection) {
            findings.report(
                Finding(
                    "no-reject-answer", "\(reject.value) rejects, but `reject` is none of the answers",
                    at: reject.place, help: "add `reject` to `answers`"))
        }
        return ReviewStep(
            head, queue: step.queue.value, group: step.group, question: step.question,
            shows: step.shows.map(\.value), answers: answers, eyes: step.eyes?.value ?? 1,
            onSplit: step.onSplit?.value ?? .escalate, within: step.within?.value, remind: step.remind.map(\.value),
            onTimeout: step.onTimeout?.value ?? (step.escalateTo == nil ? .incident : .escalate),
            escalateTo: step.escalateTo)
    }

    private mutating func checkShown(_ name: Located<String>) {
        let ids = tree.steps.map(\.id.value)
        guard !ids.contains(name.value), !tree.unread.contains("checks.\(name.value)") else { return }
        findings.report(
            Finding(
                "unknown-step", "`\(name.value)` is no check of this flow", at: name.place,
                help: nameHelp(for: name.value, in: ids, known: "its checks"),
                fix: .rename(name.value, in: ids, at: name.place)))
    }
}
