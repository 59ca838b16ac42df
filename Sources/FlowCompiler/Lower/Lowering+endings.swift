import Diagnostics
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Who ends `review_needed`, and how long the caller is waited for.
extension Lowering {
    mutating func flowReview() -> FlowReview? {
        guard let tree = tree.review else { return nil }
        let eyes = ([tree.eyes?.value ?? 1] + self.tree.rules.compactMap { $0.route?.eyes?.value }).max() ?? 1
        checkEscalation(
            timeout: tree.onTimeout.flatMap { $0.value == .escalate ? $0.place : nil }, split: tree.onSplit,
            eyes: eyes > 1 ? tree.eyes?.place ?? tree.queue.place : nil, to: tree.escalateTo)
        if let timeout = tree.onTimeout, tree.within == nil {
            findings.report(
                Finding(
                    "idle-timeout", "`on_timeout` never comes without a time", at: timeout.place,
                    help: "add `within: 3d`, or leave it out",
                    fix: .removing(valueAt: timeout.place, from: document)))
        }
        return FlowReview(
            queue: tree.queue.value, group: tree.group, eyes: tree.eyes?.value ?? 1,
            onSplit: tree.onSplit?.value ?? .escalate, within: tree.within?.value,
            onTimeout: tree.onTimeout?.value ?? (tree.escalateTo == nil ? .incident : .escalate),
            escalateTo: tree.escalateTo, follows: tree.follows, reopens: tree.reopens)
    }

    /// `queue` and `eyes` of a rule, which only a review has.
    mutating func route(_ rule: RuleTree) -> ReviewRoute? {
        guard let route = rule.route, let place = route.queue?.place ?? route.eyes?.place else { return nil }
        if rule.outcome != .review {
            findings.report(
                Finding(
                    "misplaced-queue", "only a rule that reviews has people to ask", at: place,
                    help: "leave it out, or write `review: …`",
                    fix: .removing(valueAt: place, from: document)))
        } else if tree.review == nil {
            findings.report(
                Finding(
                    "queue-without-review", "the flow does not say who ends a review", at: place,
                    help: "add `review: { queue: … }` to the flow; a rule says only what differs"))
        }
        return ReviewRoute(queue: route.queue?.value, eyes: route.eyes?.value)
    }

    mutating func checkHold() {
        guard let hold = tree.hold, let expiry = tree.expiresAfter, expiry.value <= hold.value.within else { return }
        findings.report(
            Finding(
                "endless-wait", "the run expires after \(expiry.value), before the caller's time is over",
                at: hold.place, help: "give less time, or make `expires_after` longer",
                related: [.init("the expiry", at: expiry.place)]))
    }

    /// Whatever may be passed on needs somebody to be passed on to.
    ///
    /// - Parameters:
    ///   - timeout: where a time that is over passes it on.
    ///   - eyes: where several people are asked, who may not agree.
    mutating func checkEscalation(
        timeout: Place?, split: Located<ReviewStep.Split>?, eyes: Place?, to group: String?
    ) {
        let splits = split.map { $0.value == .escalate } ?? (eyes != nil)
        guard group == nil, timeout != nil || splits else { return }
        let (what, place) =
            timeout.map { ("on_timeout", $0) } ?? split.map { ("on_split", $0.place) } ?? eyes.map { ("eyes", $0) }
            ?? ("", tree.place)
        findings.report(
            Finding(
                "no-escalation", "`\(what)` may escalate this review, but to nobody", at: place,
                help: "add `escalate_to: …` with a group" + (eyes == nil ? "" : ", or `on_split: reject`")))
    }
}
