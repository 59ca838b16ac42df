import Expressions
import FlowIR
import FlowMachine
import VendorCalls
import VendorConnectors
import Vendors
import Vocabulary

/// Turns what happens to a run into lines that a person follows.
///
/// It folds the events with a machine of its own, for a run is the fold of its events. No line holds a personal value.
struct Timeline {
    enum Tone { case plain, quiet, good, bad, doubtful }

    struct Line {
        /// Since the timeline began.
        var at: Interval
        /// `document`, `idmeta`, `run`.
        var subject: String
        var text: String
        var tone: Tone = .plain
        /// Further lines: a request as it leaves.
        var details: [String] = []
    }

    private var machine: Machine
    private var start: Moment?
    /// By activity, what is read to find out what became of its lost call.
    private var readings: [String: String] = [:]
    /// Where requests really go.
    var addresses = VendorAddresses()
    /// Shows requests with headers and body.
    var showsRequests = false

    /// From the beginning, or from where a run stands.
    init(_ program: FlowProgram, state: RunState = RunState()) {
        machine = Machine(program, state: state)
    }

    mutating func lines(for progress: Progress) -> [Line] {
        let start = start ?? progress.at
        self.start = start
        let lines: [Line]
        switch progress.content {
        case .applied(let event, _, let orders): lines = applied(event, orders)
        case .sent(let activity, let number, let request):
            let call = number > 1 ? " (call \(number))" : ""
            let isOwn = request.operation == activity.operation
            readings[activity.id] = isOwn ? nil : "\(request.operation), what became of \(activity.roleName)"
            var line = Line(
                at: .zero, subject: activity.vendor, text: "→ \(name(of: activity))\(call)", tone: .quiet)
            if showsRequests {
                line.details = request.redacted.split(separator: "\n", omittingEmptySubsequences: false).map(
                    String.init)
            } else {
                line.text += "  \(request.method) \(request.shownURL(addresses))"
            }
            lines = [line]
        case .received(let activity, _, let outcome):
            lines = [
                Line(at: .zero, subject: activity.vendor, text: "← \(name(of: activity)): \(outcome)", tone: .quiet)
            ]
        case .waiting(let activity, let until):
            let wait = until - progress.at
            lines = [
                Line(
                    at: .zero, subject: activity.vendor,
                    text: "waits \(wait.readable) before the next \(activity.roleName)")
            ]
        }
        return lines.map { line in
            var line = line
            line.at = progress.at - start
            return line
        }
    }

    private func name(of activity: Activity) -> String { readings[activity.id] ?? activity.roleName }

    private mutating func applied(_ event: Event, _ orders: [Order]) -> [Line] {
        let before = machine.state
        guard (try? machine.apply(event)) != nil else { return [] }
        var lines: [Line] = []
        switch event.fact {
        case .created: lines.append(Line(at: .zero, subject: "run", text: "created"))
        case .linkFollowed(let step):
            lines.append(Line(at: .zero, subject: step, text: "the applicant follows the link"))
        case .newsReceived(let news):
            lines.append(Line(at: .zero, subject: news.vendor, text: "⇐ \(news.kind)", tone: .quiet))
        case .hintReceived(let hint):
            lines.append(Line(at: .zero, subject: hint.vendor, text: "⇐ \(hint.kind)", tone: .quiet))
        case .timerFired(.session(let step)):
            lines.append(Line(at: .zero, subject: step, text: "no news in all the time there was", tone: .doubtful))
        default: break
        }
        for overturn in (machine.state.overturned ?? []).dropFirst(before.overturned?.count ?? 0) {
            let text = "took its final word back: now \(overturn.status.rawValue); nothing follows by itself"
            lines.append(Line(at: .zero, subject: overturn.vendor, text: text, tone: .bad))
        }
        for orphan in machine.state.orphans.dropFirst(before.orphans.count) {
            let text = "an answer is lost; the vendor may have acted · \(orphan.at), allowed by \(orphan.permittedBy)"
            lines.append(Line(at: .zero, subject: "run", text: text, tone: .doubtful))
        }
        lines += machine.trace.compactMap { line(for: $0) }
        for case .alert(let alert) in orders {
            let text = "operators are told: \(alert.kind.rawValue) at \(alert.at)"
            lines.append(Line(at: .zero, subject: alert.vendor, text: text, tone: .bad))
        }
        for case .raiseIncident(let incident) in orders {
            lines.append(Line(at: .zero, subject: "run", text: Self.text(of: incident), tone: .bad))
        }
        return lines
    }

    private func line(for transition: Transition) -> Line? {
        switch transition.subject {
        case .run: runLine(transition)
        case .step(let id): stepLine(transition, id)
        case .verification(let vendor): verificationLine(transition, vendor)
        }
    }

    private func stepLine(_ transition: Transition, _ id: String) -> Line? {
        guard let step = machine.state.steps[id], let to = StepPhase(rawValue: transition.to) else { return nil }
        func line(_ text: String, _ tone: Tone = .plain) -> Line {
            Line(at: .zero, subject: id, text: text, tone: tone)
        }
        switch (to, StepPhase.Trigger(rawValue: transition.trigger)) {
        case (.skipped, .raceLost): return line("left: the join is settled")
        case (.skipped, _): return line("skipped: its `when` is false")
        case (.underway, .entered):
            guard let branch = step.branch else { return nil }
            return line("takes branch \(branch + 1)")
        case (.idle, .repeated): return nil
        case (.waiting, _):
            guard case .monitor(_, let monitoring)? = machine.program.step(id)?.act else {
                return line("waits", .doubtful)
            }
            return line("watched for \(monitoring.lasts.inYearsOrDays)")
        case (.concluded, .timeCame): return line("waited long enough")
        case (.awaitingFlow, _):
            let count = step.children?.count ?? 1
            return line("starts \(count == 1 ? "a run" : "\(count) runs") of another flow")
        case (.concluded, _) where step.children != nil:
            let ends = (step.children ?? []).map { $0.status?.rawValue ?? "unknown" }
            return line(ends.joined(separator: ", "))
        case (.concluded, .joined):
            guard let join = step.join else { return nil }
            return line(
                "\(join.met ? "met" : "not met") · \(join.passed) passed, \(join.failed) failed",
                join.met ? .good : .doubtful)
        case (.concluded, _) where step.review?.answer != nil:
            return line("\(step.review?.answer ?? "") · by \(step.review?.people.joined(separator: ", ") ?? "")")
        case (.concluded, _) where machine.program.step(id) == nil: return nil
        case (.concluded, _):
            if let act = machine.program.step(id)?.act, step.ended == .answered {
                return line(act.words + " · by \(step.by ?? "nobody")")
            }
            let reasons = step.reasons.isEmpty ? "" : " · " + step.reasons.joined(separator: ", ")
            if step.ended == .answered {
                return line("\(step.verdict.rawValue) · by \(step.by ?? "nobody")\(reasons)", step.verdict.tone)
            }
            guard let ended = step.ended else { return nil }
            let problem = step.problem.map { " (\($0.kind.rawValue))" } ?? ""
            return line("\(step.verdict.rawValue) · no answer: \(ended.rawValue)\(problem)\(reasons)", .doubtful)
        case (.awaitingApplicant, _):
            guard let ask = machine.state.asks[id] else { return nil }
            if ask.isLink {
                let vendor = step.session?.vendor ?? ""
                let why = ask.reason == "session" ? "" : " again · \(ask.reason)"
                return line("the applicant may go to \(vendor)'s page\(why)", .doubtful)
            }
            let fields = ask.fields.joined(separator: ", ")
            if ask.reason == "collect" {
                return line("asks the \((ask.source ?? .applicant).rawValue) for \(fields)", .doubtful)
            }
            return line("asks the applicant for \(fields) again · \(ask.reason)", .doubtful)
        case (.awaitingReviewer, _):
            guard let question = machine.questions.first(where: { $0.step == id }) else { return nil }
            let group = question.group.map { " · \($0)" } ?? ""
            return line("asks people in queue \(question.queue)\(group)", .doubtful)
        case (.awaitingVendor, _): return line("the applicant is through; the vendor's verdict is awaited")
        case (_, .captured): return line("the applicant gave it again · attempt \(step.attempts)")
        case (_, .failedOver):
            let vendor = machine.program.step(id)?.vendors[step.vendorIndex].vendor ?? ""
            return line("goes on with \(vendor)", .doubtful)
        default: return nil
        }
    }

    private func verificationLine(_ transition: Transition, _ vendor: String) -> Line? {
        let verification = machine.state.verifications[vendor]
        switch VerificationPhase(rawValue: transition.to) {
        case .open: return Line(at: .zero, subject: vendor, text: "verification opened")
        case .closed:
            let status = verification?.status?.rawValue ?? "without a final word"
            return Line(at: .zero, subject: vendor, text: "verification closed · \(status)")
        case .abandoned: return Line(at: .zero, subject: vendor, text: "verification left open", tone: .doubtful)
        default: return nil
        }
    }

    private func runLine(_ transition: Transition) -> Line? {
        let state = machine.state
        switch RunPhase(rawValue: transition.to) {
        case .awaitingInput: return Line(at: .zero, subject: "run", text: "awaiting_input", tone: .doubtful)
        case .verified, .rejected, .reviewNeeded, .expired, .cancelled, .failed:
            return Line(at: .zero, subject: "run", text: state.outcome, tone: state.status.tone)
        default: return nil
        }
    }

    private static func text(of incident: Incident) -> String {
        let doubt = incident.effectPossible ? "; the vendor may have acted" : ""
        let detail = incident.problem.detail.isEmpty ? "" : ", \(incident.problem.detail)"
        return "incident at \(incident.at): \(incident.problem.kind.rawValue)\(detail)\(doubt)"
            + " · an operator may \(incident.verbs.map(\.rawValue).joined(separator: ", "))"
    }
}

extension RunState {
    /// `rejected (sanctions_match) by rule 1 (reject), retail-onboarding.yaml:52`.
    var outcome: String {
        var text = status.rawValue
        if let reason { text += " (\(reason))" }
        if let decision {
            text += " by \(decision.by)"
            if let note = decision.note { text += ", \(note)" }
            if !decision.missing.isEmpty { text += "; " + Self.explanation(reason, decision.missing) }
        }
        return text
    }

    /// What stood in the way of a status: names of the flow.
    static func explanation(_ reason: String?, _ names: [String]) -> String {
        let words = ["vendor_disagrees": "against it", "unanswered": "without an answer", "join_unmet": "not met"]
        return "\(reason.flatMap { words[$0] } ?? "not known"): \(names.joined(separator: ", "))"
    }
}

extension RunStatus {
    var tone: Timeline.Tone {
        switch self {
        case .verified: .good
        case .rejected, .failed: .bad
        default: .doubtful
        }
    }
}

extension ActRole {
    /// What it comes to.
    fileprivate var words: String {
        switch self {
        case .effect: "done"
        case .undo: "taken back"
        case .monitor: "not watched any more"
        }
    }
}

extension Verdict {
    fileprivate var tone: Timeline.Tone {
        switch self {
        case .passed: .good
        case .failed: .bad
        case .review, .unknown: .doubtful
        }
    }
}

extension Interval {
    /// `0.480 s`, `90.000 s`.
    var readable: String { "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst()) s" }
}

extension VendorRequest {
    /// Where the request really goes, personal parameters hidden.
    func shownURL(_ addresses: VendorAddresses) -> String {
        var request = self
        request.url = addresses.url(for: self)
        return request.redactedURL
    }
}
