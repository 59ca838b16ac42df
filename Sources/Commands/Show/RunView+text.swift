import FlowMachine
import ServiceAPI
import Vocabulary

extension RunView {
    /// Why this status, and what it waits for.
    func text(on terminal: Terminal) -> String {
        var headline = status + (reason.map { " (\($0))" } ?? "")
        if let decided {
            headline += " by \(decided.by)" + (decided.at.map { ", \($0)" } ?? "")
            if !decided.notKnown.isEmpty { headline += "; " + RunState.explanation(reason, decided.notKnown) }
        }
        var text = terminal.tint(headline, RunStatus(rawValue: status)?.tone ?? .plain) + "\n"
        if let waiting {
            text += "waits for the \(waiting.for): \(waiting.on)" + (waiting.until.map { ", until \($0)" } ?? "") + "\n"
        }
        if let url = action?.url { text += "  the applicant's link: \(url)\n" }
        for overturn in overturned {
            text += "  \(overturn.vendor) took its final word back at \(overturn.at): now \(overturn.status)\n"
        }
        for ask in asks where !ask.fields.isEmpty {
            text +=
                "  asks for \(ask.fields.joined(separator: ", "))\(ask.reason == "collect" ? "" : " again (\(ask.reason))")\n"
        }
        for question in questions {
            let group = question.group.map { ", \($0)" } ?? ""
            text += "  asks people in queue \(question.queue)\(group): \(question.answers.joined(separator: ", "))"
            text += " · \(question.answered) of \(question.eyes) answered"
            text += question.step.map { " · --step \($0)\n" } ?? "\n"
        }
        for child in children {
            text += "  \(child.step) started \(child.run ?? "a run"): \(child.status ?? "on its way")"
            text += (child.reason.map { " (\($0))" } ?? "") + "\n"
        }
        for incident in incidents {
            let doubt = incident.vendorMayHaveActed ? "; the vendor may have acted" : ""
            text +=
                "  incident at \(incident.at): \(incident.problem)\(doubt) · \(incident.verbs.joined(separator: ", "))\n"
        }
        text += "\n"
        text += terminal.table(
            steps.map { step in
                [
                    step.id, step.verdict, step.ended ?? "not reached", step.by.map { "by \($0)" } ?? "",
                    step.attempts > 1 ? "\(step.attempts) attempts" : "", step.reasons.joined(separator: ", "),
                ]
            }, indent: "  ")
        for doubt in possibleOrphans {
            text += "  possibly left behind at \(doubt.at), allowed by \(doubt.allowedBy)\n"
        }
        return text + "\n\(callCount) vendor call\(callCount == 1 ? "" : "s") · \(id) · \(flow) version \(version)\n"
    }
}

extension EventView {
    func line(on terminal: Terminal) -> String {
        let parts = [
            activity, step, timer, fields.map { $0.joined(separator: ", ") }, outcome,
            calls.flatMap { $0 > 1 ? "\($0) calls" : nil }, by.map { "by \($0)" },
        ]
        let text = parts.compactMap(\.self).joined(separator: " · ")
        return terminal.paint(at, .dim) + "  " + terminal.paint(kind.padded(to: 18), .bold) + text + "\n"
    }
}
