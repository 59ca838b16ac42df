import Expressions
public import FlowIR
public import FlowMachine
public import FlowScenarios
public import VendorCalls
public import Vendors
public import Vocabulary

/// Performs a scenario with the real machine, in virtual time, against the packs' stories.
///
/// No network, no clock, no randomness: the same program, scenario and seed give the same report, byte for byte.
public struct DryRun {
    let program: FlowProgram
    /// By the flow's vendor name.
    let packs: [String: Pack]
    let scenario: Scenario
    var machine: Machine
    var now: Moment
    var queue = EventQueue()
    var processes: [String: ActivityProcess] = [:]
    var tellers: [String: Storyteller] = [:]
    var dice: Dice
    var report = Report()
    /// Sessions that the applicant has been through, by the vendor's id.
    var finished: Set<String> = []

    /// 2026-01-01T00:00:00Z, when every dry run begins.
    public static let epoch = Moment(milliseconds: 1_767_225_600_000)
    /// How long the applicant takes to come, and then on the vendor's page.
    static let applicantsTime = Interval.seconds(60)
    /// How long a vendor takes to answer when its story does not say.
    static let latency = Interval(milliseconds: 40)

    /// What a dry run showed.
    public struct Report: Sendable {
        public var progress: [Progress] = []
        public var events: [Event] = []
        public var state = RunState()
        /// What could be seen of it from outside.
        public var seen = Sightings()
        /// What was not as the scenario expects.
        public var mismatches: [String] = []
    }

    public init(_ program: FlowProgram, packs: [String: Pack], scenario: Scenario, seed: UInt64 = 1) {
        var program = program
        for vendor in program.vendors {
            guard let pack = packs[vendor.name] else { continue }
            program.set(pack.rehearse(vendor.settings), of: vendor.name)
        }
        self.program = program
        self.packs = packs
        self.scenario = scenario
        machine = Machine(program)
        now = Self.epoch
        dice = Dice(seed: seed)
        for vendor in program.vendors {
            guard let pack = packs[vendor.name], let stories = pack.stories else { continue }
            tellers[vendor.name] = Storyteller(
                stories: stories, contract: pack.contract,
                seed: Storyteller.seed(seed, account: vendor.name, pack: vendor.pack),
                script: scenario.vendors[vendor.name] ?? VendorScript())
        }
    }

    /// Runs the scenario to its end.
    public mutating func run() -> Report {
        let creation = Creation(
            run: "run_dry", applicant: scenario.given(to: program), flags: scenario.flags,
            metadata: scenario.metadata, parent: Scenario.parent(of: program))
        take(.created(creation))
        settle()
        for move in scenario.moves {
            make(move)
            settle()
        }
        report.state = machine.state
        report.mismatches += scenario.expectation.mismatches(in: machine, report.seen)
        for vendor in program.vendors {
            let unasked = tellers[vendor.name]?.unasked ?? [:]
            report.mismatches += unasked.keys.sorted().map {
                "nobody asked for \(unasked[$0] ?? 0) of the answers listed for \(vendor.name).\($0)"
            }
        }
        return report
    }

    // MARK: Facts

    /// `refused` is the word for why the run must refuse it.
    mutating func take(_ fact: Fact, refused: String? = nil) {
        let event = Event(fact, at: now)
        do {
            let orders = try machine.apply(event)
            report.events.append(event)
            show(.applied(event, transitions: machine.trace, orders: orders))
            for order in orders { carryOut(order) }
            if let refused { report.mismatches.append("the run takes what it has to refuse as \(refused)") }
        } catch {
            if error.state != refused { report.mismatches.append("the run refuses: \(error)") }
        }
    }

    private mutating func carryOut(_ order: Order) {
        switch order {
        case .perform(let activity):
            guard let pack = packs[activity.vendor] else { return }
            var process = ActivityProcess(activity, run: machine.state.run, key: activity.id)
            let next = process.begun(at: now, pack: pack, settings: settings(of: activity))
            follow(next, of: process)
        case .abandon(let id):
            processes[id] = nil
            queue.removeAll(of: id)
        case .setTimer(let timer, let at): queue.set(timer, at: at)
        case .cancelTimer(let timer): queue.cancel(timer)
        case .startChild(let child): start(child)
        case .erase: vanish()
        case .askApplicant, .askReviewer, .remind, .raiseIncident, .alert, .announce: break
        // There is nobody who could not have heard.
        case .tellParent: take(.parentTold)
        }
    }

    mutating func follow(_ next: ActivityProcess.Next, of process: ActivityProcess) {
        let activity = process.activity
        processes[activity.id] = process
        switch next {
        case .send(let request, let number):
            show(.sent(activity, number: number, request: request))
            stage(request, activity)
        case .wait(let until):
            show(.waiting(activity, until: until))
            if process.isPolling { queue.poll(activity.id, at: until) } else { queue.wake(activity.id, at: until) }
        case .end(let end):
            processes[activity.id] = nil
            take(.activityEnded(end))
        case .nothing: break
        }
    }

    private mutating func stage(_ request: VendorRequest, _ activity: Activity) {
        let staged =
            tellers[activity.vendor]?.answer(
                to: request.operation, body: request.told, path: request.url, key: activity.id) ?? .refuse
        for news in tellers[activity.vendor]?.following() ?? [] {
            queue.news(news, from: activity.vendor, at: now + Self.latency + news.delivery.after)
        }
        let timeout = request.timeout
        switch staged {
        case .respond(let answer, let after) where Self.latency + after < timeout:
            queue.answer(activity.id, .success(answer), at: now + Self.latency + after)
        case .respond, .timeout: queue.answer(activity.id, .failure(.timeout), at: now + timeout)
        case .cut: queue.answer(activity.id, .failure(.cut), at: now + Self.latency)
        case .refuse: queue.answer(activity.id, .failure(.connect), at: now + Self.latency)
        }
    }

    // MARK: Time

    /// Lets everything happen that needs nobody's help: answers, waits, and the applicant who does all that is asked.
    private mutating func settle() {
        var steps = 0
        while steps < 100_000, goOn() { steps += 1 }
    }

    /// Lets the next thing happen that needs nobody's help; `false` when there is none.
    mutating func goOn(until end: Moment = Moment(milliseconds: .max)) -> Bool {
        if queue.hasVendorWork || (queue.hasPoll && hasUnreadNews) {
            guard let item = queue.next(until: end) else { return false }
            happen(item)
            return true
        }
        guard let ask = nextAsk() else { return false }
        if ask.isLink {
            guard now + Self.applicantsTime <= end else { return false }
            now = now + Self.applicantsTime
            visit(ask.step, finishing: true)
        } else {
            respond(to: ask)
        }
        return true
    }

    mutating func respond(to ask: Ask) {
        take(.inputReceived(step: ask.step, values: scenario.response(to: ask, in: machine.state)))
    }

    /// The first thing that is asked for, that the script leaves to itself, and that can be given.
    func nextAsk() -> Ask? {
        guard scenario.applicantResponds else { return nil }
        return machine.state.asks.values.sorted { $0.step < $1.step }.first { ask in
            if scenario.movesApplicant(at: ask.step) { return false }
            return ask.isLink ? hasToVisit(ask.step) : !scenario.response(to: ask, in: machine.state).isEmpty
        }
    }

    mutating func advance(by interval: Interval) {
        let end = now + interval
        while let item = queue.next(until: end) {
            happen(item)
            // Time does not stop for what can be given at once; who has to go to a page does so afterwards.
            while let ask = nextAsk(), !ask.isLink { respond(to: ask) }
        }
        now = end
    }

    mutating func happen(_ item: EventQueue.Item) {
        now = max(now, item.at)
        switch item.content {
        case .timer(let timer): take(.timerFired(timer))
        case .news(let vendor, let news): arrive(news, from: vendor)
        case .fact(let fact): take(fact)
        case .wake(let id), .poll(let id):
            guard var process = processes[id], let pack = packs[process.activity.vendor] else { return }
            let next = process.waitEnded(at: now, pack: pack, settings: settings(of: process.activity))
            follow(next, of: process)
        case .answer(let id, let result):
            guard var process = processes[id], let pack = packs[process.activity.vendor] else { return }
            show(.received(process.activity, number: process.calls, outcome: result.outcome))
            let next = process.received(
                result, at: now, roll: dice.roll(), pack: pack, settings: settings(of: process.activity))
            follow(next, of: process)
        }
    }

    func settings(of activity: Activity) -> VendorSettings { program.vendor(activity.vendor)?.settings ?? [:] }

    mutating func show(_ content: Progress.Content) {
        let progress = Progress(run: machine.state.run, at: now, content)
        report.seen.see(progress)
        report.progress.append(progress)
    }
}

extension Interval {
    fileprivate static func + (left: Interval, right: Interval) -> Interval {
        Interval(milliseconds: left.milliseconds + right.milliseconds)
    }
}
