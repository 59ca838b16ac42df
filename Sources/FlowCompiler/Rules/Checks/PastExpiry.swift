import Diagnostics
import FlowSyntax
import Vocabulary

extension Rule {
    /// A time that the run's own end cuts short.
    static let pastExpiry = Rule("past-expiry") { context in
        guard let expiry = context.tree.expiresAfter else { return [] }
        var times: [(what: String, time: Located<Interval>)] = []
        for step in context.tree.steps {
            if let time = step.answerWithin { times.append(("answer_within", time)) }
            if let time = step.attempts?.within { times.append(("within", time)) }
            if let time = step.session?.linkFor { times.append(("link_for", time)) }
            for by in step.by { if let time = by.session?.linkFor { times.append(("link_for", time)) } }
        }
        func add(_ call: CallTree) {
            if let timeout = call.timeout { times.append(("timeout", timeout)) }
            for retry in call.retry ?? [] { if let time = retry.deadline { times.append(("deadline", time)) } }
        }
        add(context.tree.defaults)
        for step in context.tree.steps {
            add(step.call)
            for by in step.by { add(by.call) }
        }
        return times.filter { $0.time.value > expiry.value }.map { what, time in
            Problem(
                "the run expires after \(expiry.value), before `\(what)` of \(time.value) is over", at: time.place,
                help: "make `\(what)` shorter, or `expires_after` longer",
                related: [.init("the expiry", at: expiry.place)])
        }
    }
}
