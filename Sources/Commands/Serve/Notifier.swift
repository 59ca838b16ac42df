import Deliveries
import EngineStore
import FlowEngine
import FlowMachine
import Logging
import Notifications
import ServiceAPI
import VendorCalls
import VendorConnectors
import Vocabulary

/// Those who tell others of runs: who wants to hear what, and the courier that delivers it.
struct Notifier {
    let notifying: Notifying
    let book: EndpointBook
    private let courier: Courier

    init(
        store: any EngineStore, masterKey: MasterKey, addresses: AddressGuard, environment: [String: String],
        metrics: Metrics, logger: Logger
    ) async throws(StoreError) {
        book = try await EndpointBook(store: store, masterKey: masterKey)
        let clock = SystemClock()
        courier = Courier(
            store: store, book: book, sender: HookSender(guarded: addresses),
            variables: Self.variables(in: environment),
            clock: CourierClock(now: { clock.now }, sleep: clock.sleep(until:)),
            report: { report in
                metrics.take(report)
                Self.log(report, to: logger)
            })
        notifying = Notifying(book: book, courier: courier, addresses: addresses)
    }

    /// `NAME`, or what is in the file that `NAME_FILE` names, as it is then.
    static func variables(in environment: [String: String]) -> Variables {
        { name in SecretSource.read([name], environment: environment).source.secret(name) }
    }

    /// Begins to deliver.
    func start() -> Task<Void, Never> {
        Task { [courier] in await courier.run() }
    }

    /// Ends it, after a moment for what is under way: what has no answer by then is sent again by the next start.
    func stop(_ work: Task<Void, Never>, grace: Interval) async {
        courier.stop()
        let clock = SystemClock()
        let limit = Task { if (try? await clock.sleep(until: clock.now + grace)) != nil { work.cancel() } }
        await work.value
        limit.cancel()
    }

    /// Wakes the courier for what it may have to deliver.
    func take(_ progress: VendorCalls.Progress) {
        guard case .applied(_, _, let orders) = progress.content else { return }
        let tells = orders.contains { order in
            switch order {
            case .announce, .askApplicant, .askReviewer, .remind, .raiseIncident: true
            case .perform, .abandon, .setTimer, .cancelTimer, .startChild, .tellParent, .erase, .alert: false
            }
        }
        if tells { courier.wake() }
    }

    private static func log(_ report: CourierReport, to logger: Logger) {
        var metadata: Logger.Metadata = ["webhook": "\(report.endpoint)", "delivery": "\(report.delivery)"]
        if let status = report.attempt.status { metadata["status"] = "\(status)" }
        guard let problem = report.attempt.problem else { return logger.info("delivered", metadata: metadata) }
        metadata["problem"] = "\(problem)"
        metadata["state"] = "\(report.state.rawValue)"
        logger.warning("not delivered", metadata: metadata)
    }
}

extension AddressGuard {
    /// - Parameter text: blocks such as `10.0.0.0/8`, separated by blanks.
    init?(blocks text: String) {
        let parts = text.split(separator: " ")
        let blocks = parts.compactMap { IPBlock(String($0)) }
        guard blocks.count == parts.count else { return nil }
        self.init(allowing: blocks)
    }
}
