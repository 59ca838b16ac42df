import EngineStore
import FlowIR
import FlowMachine
import Notifications
import VendorCalls
import VendorConnectors
import Vendors
import Vocabulary

/// What one thing that happened makes of a run: worked out on a copy, committed as a whole, and only then followed.
///
/// It is pure; the dry run does the same in the same order, so that both leave the same events.
struct Turn: Sendable {
    /// A request to be sent once the turn is durable.
    struct Send: Sendable {
        let activity: Activity
        let number: Int
        let request: VendorRequest
    }

    private(set) var live: LiveRun
    let now: Moment
    /// False while the engine is being shut down: new activities are kept for the next one.
    let mayBegin: Bool
    private let address: PublicAddress

    private(set) var events: [Event] = []
    private(set) var timers: [TimerName: TimerChange] = [:]
    /// Every activity that changed, as it is to be stored.
    private(set) var changed: [String: LiveCall] = [:]
    private(set) var progress: [Progress] = []
    private(set) var sends: [Send] = []
    /// The sessions that the store has heard of.
    private let known: Set<VendorReference>
    /// Runs to be started, the one to be told, and the end of this one, once the turn is durable.
    private(set) var relatives: [Order] = []
    /// What has to be told to whoever asked to be notified.
    var news: [RunNews] = []

    init(_ live: LiveRun, at now: Moment, mayBegin: Bool = true, address: PublicAddress = PublicAddress()) {
        self.address = address
        self.live = live
        known = Set(Self.ids(of: live))
        self.now = now
        self.mayBegin = mayBegin
    }

    var hasChanged: Bool { !events.isEmpty || !changed.isEmpty }

    /// The sessions that were opened since, of vendors that name a session by their own id alone, and what they were
    /// opened for where the vendor's news names that.
    var opened: [VendorReference] { Self.ids(of: live).filter { !known.contains($0) } }

    private static func ids(of live: LiveRun) -> [VendorReference] {
        live.machine.program.vendors.flatMap { use -> [VendorReference] in
            guard let pack = live.flow.packs[use.name], pack.webhooks.contains(where: { $0.run == nil }),
                let verification = live.machine.state.verifications[use.name]
            else { return [] }
            let named = Set(pack.webhooks.flatMap(\.objects.keys))
            let objects = (verification.objects ?? [:]).filter { named.contains($0.key) }.values.sorted()
            return ([verification.id].compactMap { $0 } + objects).map { VendorReference(pack: use.pack, id: $0) }
        }
    }

    // MARK: What happened

    mutating func take(_ fact: Fact) throws(RefusedEvent) {
        let event = Event(fact, at: now)
        let orders = try live.machine.apply(event)
        events.append(event)
        show(.applied(event, transitions: live.machine.trace, orders: orders))
        note(orders)
        for order in orders { try carryOut(order) }
    }

    /// Takes a vendor's news for the account that has the session.
    mutating func take(_ received: ReceivedNews, pack name: String, route: String) throws(RefusedEvent) {
        if try recover(received, pack: name, route: route) { return }
        let verifications = live.machine.state.verifications
        let uses = live.machine.program.vendors.filter { $0.pack == name }
        let owner = uses.filter { verifications[$0.name]?.id == received.verification }
        // Faster than the answer of the call that opened it.
        let opening = uses.filter { verifications[$0.name]?.id == nil && verifications[$0.name]?.phase == .creating }
        for use in owner.isEmpty ? opening : owner {
            guard let pack = live.flow.packs[use.name], let route = pack.webhook(route),
                let fact = NewsReading(pack: pack, route: route).fact(
                    received, vendor: use.name, of: live.machine, at: now)
            else { continue }
            return try take(fact)
        }
    }

    /// News of something that a call made whose answer was lost, or may be.
    private mutating func recover(_ news: ReceivedNews, pack name: String, route: String) throws(RefusedEvent) -> Bool {
        guard !live.machine.knows(verification: news.verification) else { return false }
        for id in live.calls.keys.sorted() {
            guard let call = live.calls[id], var process = Optional(call.process),
                let use = live.machine.program.vendor(process.activity.vendor), use.pack == name,
                let pack = live.flow.packs[use.name],
                let next = process.heard(news, on: route, at: now, pack: pack, settings: use.settings)
            else { continue }
            if case .nothing = next { put(process, call.state, due: call.due) } else { try follow(next, of: process) }
            return true
        }
        return false
    }

    /// Takes up what the store had when the run was opened. Whoever was sending is gone: its answer is lost, not unsent.
    mutating func recover(except sent: Set<String>, roll: () -> Double) throws(RefusedEvent) {
        for id in live.calls.keys.sorted() {
            guard let call = live.calls[id] else { continue }
            switch call.state {
            case .sending where !sent.contains(id):
                try step(id) { [now] process, pack, settings in
                    process.interrupted(at: now, roll: roll(), pack: pack, settings: settings)
                }
            case .ready where mayBegin: try begin(id)
            case .sending, .ready, .waiting, .done: break
            }
        }
    }

    /// Does what is due.
    mutating func wake() throws(RefusedEvent) {
        for item in live.due(by: now) {
            switch item.content {
            case .timer(let timer):
                // What came before may have cancelled it or set it anew.
                guard let due = live.timers[timer], due <= now else { continue }
                live.timers[timer] = nil
                timers[timer] = .cancel(name: timer.rawValue)
                try take(.timerFired(timer))
            case .wake(let id):
                guard mayBegin, let call = live.calls[id], let due = call.due, due <= now else { continue }
                if call.state == .ready {
                    try begin(id)
                } else {
                    try step(id) { [now] process, pack, settings in
                        process.waitEnded(at: now, pack: pack, settings: settings)
                    }
                }
            }
        }
    }

    /// Takes the answer to call number `number`; one that nobody waits for any more changes nothing.
    mutating func receive(
        _ answer: Result<VendorAnswer, TransportFailure>, to id: String, number: Int, roll: Double
    ) throws(RefusedEvent) {
        guard isAwaiting(id, number), let call = live.calls[id] else { return }
        show(.received(call.process.activity, number: number, outcome: answer.outcome))
        try step(id) { [now] process, pack, settings in
            process.received(answer, at: now, roll: roll, pack: pack, settings: settings)
        }
    }

    /// Takes the photo or file that was asked for; its bytes are kept in the same commit.
    mutating func receive(
        _ result: Result<VendorConnectors.Media, ArtifactProblem>, to id: String, number: Int, roll: Double
    ) throws(RefusedEvent) {
        guard isAwaiting(id, number), let call = live.calls[id] else { return }
        show(.received(call.process.activity, number: number, outcome: result.outcome))
        try step(id) { [now] process, pack, settings in
            switch (result, process.artifact(of: pack)) {
            case (.success, let artifact?): process.fetched(artifact)
            case (.failure(let problem), _):
                process.notFetched(CallProblem(problem), at: now, roll: roll, pack: pack, settings: settings)
            case (.success, nil): .nothing
            }
        }
    }

    /// The request never left, and sending it again would not help.
    mutating func fail(_ problem: ConnectorProblem, of id: String, number: Int) throws(RefusedEvent) {
        guard isAwaiting(id, number), let call = live.calls[id] else { return }
        let failure = CallProblem(kind: problem.code.kind, detail: problem.detail)
        try follow(.end(call.process.end(unsent: failure)), of: call.process)
    }

    // MARK: What follows

    private func isAwaiting(_ id: String, _ number: Int) -> Bool {
        guard let call = live.calls[id] else { return false }
        return call.state == .sending && call.process.calls == number
    }

    private mutating func carryOut(_ order: Order) throws(RefusedEvent) {
        switch order {
        case .perform(let activity):
            let key = ActivityKey.key(of: activity.id, in: live.run)
            let process = ActivityProcess(
                activity, run: live.run.text, key: key, webhooks: webhooks(for: activity.vendor))
            put(process, .ready, due: now)
            if mayBegin { try begin(activity.id) }
        case .abandon(let id):
            guard let call = live.calls[id] else { return }
            put(call.process, .done)
        case .setTimer(let timer, let due):
            live.timers[timer] = due
            timers[timer] = .set(name: timer.rawValue, due: due)
        case .cancelTimer(let timer):
            live.timers[timer] = nil
            timers[timer] = .cancel(name: timer.rawValue)
        case .startChild, .tellParent, .erase: relatives.append(order)
        case .askApplicant, .askReviewer, .remind, .raiseIncident, .alert, .announce: break
        }
    }

    private func webhooks(for vendor: String) -> [String: String]? {
        guard let pack = live.flow.packs[vendor] else { return nil }
        return address.webhooks(of: pack.name, routes: pack.webhooks.map(\.name))
    }

    private mutating func begin(_ id: String) throws(RefusedEvent) {
        try step(id) { [now] process, pack, settings in process.begun(at: now, pack: pack, settings: settings) }
    }

    private mutating func step(
        _ id: String, _ body: (inout ActivityProcess, Pack, VendorSettings) -> ActivityProcess.Next
    ) throws(RefusedEvent) {
        guard var process = live.calls[id]?.process, let pack = live.flow.packs[process.activity.vendor] else { return }
        let settings = live.flow.program.vendor(process.activity.vendor)?.settings ?? [:]
        let next = body(&process, pack, settings)
        try follow(next, of: process)
    }

    private mutating func follow(_ next: ActivityProcess.Next, of process: ActivityProcess) throws(RefusedEvent) {
        let activity = process.activity
        switch next {
        case .send(let request, let number):
            put(process, .sending)
            sends.append(Send(activity: activity, number: number, request: request))
            show(.sent(activity, number: number, request: request))
        case .wait(let until):
            put(process, .waiting, due: until)
            show(.waiting(activity, until: until))
        case .end(let end):
            put(process, .done)
            try take(.activityEnded(end))
        case .nothing: break
        }
    }

    private mutating func put(_ process: ActivityProcess, _ state: ActivityState, due: Moment? = nil) {
        let id = process.activity.id
        let revision = (live.calls[id] ?? changed[id])?.revision ?? 0
        let call = LiveCall(process: process, state: state, due: due, revision: revision)
        changed[id] = call
        live.calls[id] = state == .done ? nil : call
        sends.removeAll { $0.activity.id == id }
    }

    private mutating func show(_ content: Progress.Content) {
        progress.append(Progress(run: live.run.text, at: now, content))
    }

    /// The run as it stands once the turn is durable.
    func committed() -> LiveRun {
        var live = live
        live.row.sequence += Int64(events.count)
        for id in changed.keys { live.calls[id]?.revision += 1 }
        return live
    }
}

extension ConnectorProblem.Code {
    /// What a call has failed with that could not be sent.
    fileprivate var kind: ErrorKind {
        switch self {
        case .secretMissing: .credentials
        case .mediaMissing: .refused
        case .badRequest, .cancelled: .contract
        }
    }
}

extension Result where Success == VendorConnectors.Media, Failure == ArtifactProblem {
    /// What may be shown of an answer.
    fileprivate var outcome: String {
        switch self {
        case .success: "200"
        case .failure(let problem): problem.code.rawValue
        }
    }
}
