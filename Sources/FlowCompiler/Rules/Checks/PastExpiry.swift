import Diagnostics
import FlowSyntax
import Vocabulary

extension Rule {
    /// A time that the run's own end cuts short.
    static let pastExpiry = Rule("past-expiry") { context in
        guard let expiry = context.tree.expiresAfter else { return [] }
        var times: [(what: String, time: Located<Interval>)] = []
        for step in context.tree.steps {
            let sessions = [step.session].compactMap(\.self) + step.by.compactMap(\.session)
            times += [("answer_within", step.answerWithin), ("within", step.attempts?.within)].compactMap {
                what, time in
                time.map { (what, $0) }
            }
            times += sessions.compactMap { $0.linkFor.map { ("link_for", $0) } }
        }
        for call in [context.tree.defaults] + context.tree.steps.flatMap({ [$0.call] + $0.by.map(\.call) }) {
            if let timeout = call.timeout { times.append(("timeout", timeout)) }
            times += (call.retry ?? []).compactMap { $0.deadline.map { ("deadline", $0) } }
        }
        return times.filter { $0.time.value > expiry.value }.map { what, time in
            Problem(
                "the run expires after \(expiry.value), before `\(what)` of \(time.value) is over", at: time.place,
                help: "make `\(what)` shorter, or `expires_after` longer",
                related: [.init("the expiry", at: expiry.place)])
        }
    }
}
