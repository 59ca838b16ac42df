import FlowMachine
import FlowScenarios
import VendorCalls
import Vendors
import Vocabulary

/// The applicant on a vendor's page, and what the vendor tells by itself.
extension DryRun {
    /// Whether there is a page that the applicant has not been through.
    func hasToVisit(_ step: String) -> Bool {
        guard let session = machine.state.steps[step]?.session,
            machine.state.steps[step]?.phase == .awaitingApplicant
        else { return false }
        guard !session.access.isEmpty, let id = machine.state.verifications[session.vendor]?.id else { return true }
        return !finished.contains(Self.visit(of: "\(session.vendor) \(id)", machine.state.steps[step]))
    }

    /// Names one page: a verification may have several, one after the other.
    private static func visit(of id: String, _ step: StepState?) -> String {
        "\(id) \(step?.attempts ?? 0) \(step?.session?.unused ?? 0)"
    }

    /// Whether a vendor knows something of the present session that nobody has read.
    var hasUnreadNews: Bool {
        machine.state.verifications.contains { vendor, verification in
            verification.id.map { tellers[vendor]?.isUnread($0) ?? false } ?? false
        }
    }

    /// Follows our link, and goes through the vendor's page if it is open by then.
    ///
    /// - Parameter answer: how the session ends; `nil` for what the script says.
    mutating func visit(_ step: String, finishing: Bool, as answer: ScriptedAnswer? = nil) {
        guard let session = machine.state.steps[step]?.session else {
            report.mismatches.append("there is no session at step \(step)")
            return
        }
        if session.access.isEmpty { take(.linkFollowed(step: step)) }
        while machine.state.steps[step]?.phase == .opening, queue.hasVendorWork, let item = queue.next() {
            happen(item)
        }
        guard finishing, let session = machine.state.steps[step]?.session, !session.access.isEmpty,
            let id = machine.state.verifications[session.vendor]?.id,
            finished.insert(Self.visit(of: "\(session.vendor) \(id)", machine.state.steps[step])).inserted
        else { return }
        for news in tellers[session.vendor]?.finish(id, as: answer) ?? [] {
            queue.news(news, from: session.vendor, at: now + news.delivery.after)
        }
    }

    /// The applicant leaves a step; a page is opened first.
    mutating func abandon(_ step: String) {
        guard let ask = machine.state.asks[step] else {
            report.mismatches.append("step \(step) asks for nothing that could be abandoned")
            return
        }
        if ask.isLink { visit(step, finishing: false) }
    }

    /// A vendor tells of the session that is open, or was the last, by itself.
    mutating func tell(_ delivery: StoryDelivery, by vendor: String) {
        guard let id = machine.state.verifications[vendor]?.id,
            let news = tellers[vendor]?.news(delivery, of: id)
        else {
            report.mismatches.append("\(vendor) has no session to tell of")
            return
        }
        queue.news(news, from: vendor, at: now + delivery.after)
    }

    /// News arrives as often as it was sent, unless it was lost on the way; a forged one is turned away.
    mutating func arrive(_ staged: StagedNews, from vendor: String) {
        if !staged.delivery.isForged { tellers[vendor]?.happened(staged) }
        guard !staged.delivery.isLost, !staged.delivery.isForged else { return }
        for _ in 0..<staged.delivery.times { take(staged, from: vendor) }
    }

    /// News of something that a call made whose answer was lost, or may be.
    private mutating func recover(_ news: ReceivedNews, _ route: String, _ pack: Pack, at vendor: String) -> Bool {
        guard !machine.knows(verification: news.verification) else { return false }
        for id in processes.keys.sorted() where processes[id]?.activity.vendor == vendor {
            guard var process = processes[id],
                let next = process.heard(
                    news, on: route, at: now, pack: pack, settings: settings(of: process.activity))
            else { continue }
            if case .end = next { queue.removeAll(of: id) }
            follow(next, of: process)
            return true
        }
        return false
    }

    private mutating func take(_ staged: StagedNews, from vendor: String) {
        guard let pack = packs[vendor], let route = pack.webhook(staged.route),
            let received = pack.news(staged.body, kind: staged.kind, on: route)
        else { return }
        if recover(received, route.name, pack, at: vendor) { return }
        guard
            let verification = machine.state.verifications[vendor],
            verification.id == received.verification || (verification.id == nil && verification.phase == .creating)
        else { return }
        let reading = NewsReading(pack: pack, route: route)
        if let fact = reading.fact(received, vendor: vendor, of: machine, at: now) { take(fact) }
    }
}
