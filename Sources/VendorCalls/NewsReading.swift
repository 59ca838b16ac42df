import FlowIR
public import FlowMachine
public import Vendors
public import Vocabulary

/// Turns a vendor's news into what the machine takes, in the light of the run that it is about.
public struct NewsReading: Sendable {
    public let pack: Pack
    public let route: WebhookBinding

    public init(pack: Pack, route: WebhookBinding) {
        self.pack = pack
        self.route = route
    }

    /// What a run is to be told.
    ///
    /// - Parameter vendor: as the flow names the account.
    /// - Returns: `nil` for news that changes nothing: of a kind that is ignored, or of no session of this run.
    public func fact(_ received: ReceivedNews, vendor: String, of machine: Machine, at now: Moment) -> Fact? {
        switch received.treatment {
        case .ignore: return nil
        case .hint, .overturn:
            return .hintReceived(
                Hint(
                    vendor: vendor, verification: received.verification, kind: received.kind,
                    mayOverturn: received.treatment == .overturn))
        case .news, .ended:
            return news(received, vendor: vendor, of: machine, at: now).map { .newsReceived($0) }
        }
    }

    private func news(_ received: ReceivedNews, vendor: String, of machine: Machine, at now: Moment) -> News? {
        guard let use = machine.program.vendor(vendor) else { return nil }
        for step in machine.program.checks {
            guard machine.state.steps[step.id]?.session?.vendor == vendor,
                let call = step.vendors.first(where: { $0.vendor == vendor && $0.hosted != nil })
            else { continue }
            let verification = machine.state.verifications[vendor]
            let context = CallContext(
                settings: use.settings, options: call.options ?? [:], verificationID: received.verification,
                verificationOpenedAt: verification?.openedAt, metadata: [:], runID: machine.state.run, key: "",
                now: now, attempt: machine.state.steps[step.id]?.attempts ?? 1)
            let judgement = pack.judge(received, on: route, check: step.kind, context: context)
            return News(
                vendor: vendor, verification: received.verification, kind: received.kind, outcome: judgement.outcome)
        }
        return nil
    }
}
