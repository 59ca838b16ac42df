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
        return !finished.contains(id)
    }

    /// Follows our link, and goes through the vendor's page if it is open by then.
    mutating func visit(_ step: String, finishing: Bool) {
        guard let session = machine.state.steps[step]?.session else {
            report.mismatches.append("there is no session at step \(step)")
            return
        }
        if session.access.isEmpty { take(.linkFollowed(step: step)) }
        while machine.state.steps[step]?.phase == .opening, queue.hasVendorWork, let item = queue.next() {
            happen(item)
        }
        guard finishing, let session = machine.state.steps[step]?.session, !session.access.isEmpty,
            let id = machine.state.verifications[session.vendor]?.id, finished.insert(id).inserted
        else { return }
        for news in tellers[session.vendor]?.finish(id) ?? [] {
            queue.news(news, from: session.vendor, at: now + news.delivery.after)
        }
    }

    /// News arrives as often as it was sent, unless it was lost on the way; a forged one is turned away.
    mutating func arrive(_ staged: StagedNews, from vendor: String) {
        if !staged.delivery.isForged { tellers[vendor]?.happened(staged) }
        guard !staged.delivery.isLost, !staged.delivery.isForged else { return }
        for _ in 0..<staged.delivery.times { take(staged, from: vendor) }
    }

    private mutating func take(_ staged: StagedNews, from vendor: String) {
        guard let pack = packs[vendor], let route = pack.webhook(staged.route) else { return }
        let received = ReceivedNews(
            run: machine.state.run, verification: staged.verification, kind: staged.kind,
            treatment: route.treatment(of: staged.kind), body: staged.body)
        guard let news = NewsReading(pack: pack, route: route).news(received, vendor: vendor, of: machine, at: now)
        else {
            return
        }
        take(.newsReceived(news))
    }
}
