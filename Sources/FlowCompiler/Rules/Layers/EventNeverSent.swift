import Diagnostics
import ExpressionSyntax
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLTree

extension Rule {
    /// A notice of what cannot come of this flow.
    static let eventNeverSent = Rule("event-never-sent") { context in
        guard let program = context.program, let targets = context.flow.member("notify")?.items else { return [] }
        let isHosted = context.compiledChecks.contains { $0.vendors.contains { $0.hasPage } }
        let collects = context.tree.allNodes.contains { if case .collect = $0 { true } else { false } }
        let asks = isHosted || collects || context.compiledChecks.contains { $0.attempts.maximum > 1 }
        let remedies = context.compiledChecks.flatMap { $0.remedies.values }
        let early = context.tree.allNodes.flatMap { node -> [EarlyRule.Outcome] in
            if case .decide(let step) = node { step.rules.map(\.outcome) } else { [] }
        }
        var never: [NoticeKind] = []
        if !asks { never.append(.applicantNeeded) }
        if program.expiresAfter == nil, !asks, !remedies.contains(.expire), !early.contains(.expire),
            !program.rules.contains(where: { $0.outcome == .expire })
        {
            never.append(.expired)
        }
        if !remedies.contains(.fail), !early.contains(.fail) { never.append(.failed) }
        return targets.indices.flatMap { target -> [Problem] in
            let events = targets[target].member("on")?.items ?? []
            return events.indices.compactMap { index in
                guard let event = never.first(where: { $0.rawValue == events[index].text }) else { return nil }
                return Problem(
                    "no run of this flow is ever `\(event.rawValue)`", at: events[index].place, help: "leave it out",
                    fix: events.count > 1 ? context.removing(["notify", .item(target), "on", .item(index)]) : nil)
            }
        }
    }
}
