import EngineSamples
import EngineStore
import Expressions
import FlowCompiler
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSimulator
import Foundation
import Testing
import VendorCalls
import VendorConnectors
import VendorSandbox
import Vendors
import Vocabulary

@testable import FlowEngine

/// A scenario performed by engine, store and sandbox over HTTP, on a clock that jumps from one event to the next.
final class ScenarioPlay {
    /// What came of it.
    struct Result {
        var run: RunID
        var events: [Event]
        var state: RunState
        var mismatches: [String]
    }

    private let scenario: Scenario
    private let program: FlowProgram
    private let parts: EngineParts
    private var engine: Engine
    private let clock: ManualClock
    private let door = Door()
    /// What vendors are going to tell of what they were sent.
    private let post = Locked<[Mail]>([])
    private let seen = Seen()
    private var mismatches: [String] = []
    /// By the flow's vendor name.
    private let sandboxes: [String: Sandbox]
    private let packs: [String: Pack]
    private var mail: [Mail] = []
    private var finished: Set<String> = []
    private var delivered = 0

    private init(
        _ scenario: Scenario, _ program: FlowProgram, store: any EngineStore, connector: VendorConnector,
        sandboxes: [String: Sandbox],
        packs: [String: Pack]
    ) {
        self.scenario = scenario
        self.program = program
        self.sandboxes = sandboxes
        self.packs = packs
        let clock = ManualClock()
        self.clock = clock
        let dice = Locked(Dice(seed: 1))
        parts = EngineParts(
            store: store,
            sender: PromptSender(connector: connector, clock: clock, door: door, sandboxes: sandboxes, post: post),
            masterKey: .generate(), clock: clock,
            chance: Chance(
                bits: { UInt64.random(in: 0 ... .max) }, roll: { dice.withLock { $0.roll() } }),
            packOf: { try $0.compiled() }, progress: { [seen] in seen.add($0) },
            subflows: { child in
                let index = (Int(child.id.split(separator: "/").last ?? "") ?? 1) - 1
                return scenario.answer(of: child.step, index).map(Subflow.answered) ?? .refused("nobody said")
            }, variable: { _ in "1" })
        engine = Engine(parts)
    }

    static func perform(_ example: ScenarioCase, store: any EngineStore) async throws -> Result {
        let flow = try SampleFlow(example.program, library: ScenarioFiles.library)
        let packs = try ScenarioFiles.packs()
        var sandboxes: [Sandbox] = []
        var byVendor: [String: Sandbox] = [:]
        var packsByVendor: [String: Pack] = [:]
        var addresses = VendorAddresses()
        var secrets: Set<String> = []
        for vendor in example.program.vendors {
            let pack = try #require(packs[vendor.pack])
            secrets.formUnion(pack.secrets(in: vendor.settings))
            let script = example.scenario.vendors[vendor.name] ?? VendorScript()
            let seed = Storyteller.seed(1, account: vendor.name, pack: vendor.pack)
            let sandbox = try await Sandbox.start(
                packs: [pack], seed: seed, script: script, casting: .together, holdsNews: true)
            sandboxes.append(sandbox)
            byVendor[vendor.name] = sandbox
            packsByVendor[vendor.name] = pack
            try addresses.add("\(vendor.name)=\(try #require(sandbox.addresses[vendor.pack]))")
        }
        let environment = Dictionary(uniqueKeysWithValues: secrets.map { ($0, "1|sandbox") })
        let connector = VendorConnector(
            secrets: SecretSource.read(secrets, environment: environment).source, addresses: addresses)
        let play = ScenarioPlay(
            example.scenario, example.program, store: store, connector: connector, sandboxes: byVendor,
            packs: packsByVendor)
        do {
            let result = try await play.run(flow)
            await play.engine.shutdown()
            try await connector.shutdown()
            for sandbox in sandboxes { await sandbox.stop() }
            return result
        } catch {
            await play.engine.shutdown()
            try? await connector.shutdown()
            for sandbox in sandboxes { await sandbox.stop() }
            throw error
        }
    }

    private func run(_ flow: SampleFlow) async throws -> Result {
        let run = try await engine.start(
            flow.stored, packs: flow.packs, applicant: scenario.given(to: flow.program), flags: scenario.flags,
            metadata: scenario.metadata, media: try media(in: scenario.given(to: flow.program)),
            parent: Scenario.parent(of: flow.program))
        try await settle(run)
        for move in scenario.moves {
            try await make(move, run)
            try await settle(run)
        }
        let (machine, isErased) = try await standing(of: run)
        mismatches += scenario.expectation.mismatches(in: machine, sightings(isErased))
        let events = isErased ? applied : try await engine.history(of: run)
        return Result(run: run, events: events, state: machine.state, mismatches: mismatches)
    }

    /// The run as it is; of one that the flow has erased, as it was.
    private func standing(of run: RunID) async throws -> (Machine, isErased: Bool) {
        do throws(EngineError) {
            return (Machine(program, state: try await engine.state(of: run)), false)
        } catch {
            guard error.code == .erased else { throw error }
            var machine = Machine(program)
            for event in applied { _ = try machine.apply(event) }
            return (machine, true)
        }
    }

    private var applied: [Event] {
        seen.all.compactMap { if case .applied(let event, _, _) = $0.content { event } else { nil } }
    }

    private func sightings(_ isErased: Bool) -> Sightings {
        var sightings = seen.all.reduce(into: Sightings()) { $0.see($1) }
        sightings.isErased = isErased
        return sightings
    }

    private func settle(_ run: RunID) async throws {
        while try await goOn(run) {}
    }

    /// Lets the next thing happen that needs nobody's help; `false` when there is none.
    private func goOn(_ run: RunID, until end: Moment = Moment(milliseconds: .max)) async throws -> Bool {
        if try await standing(of: run).isErased { return false }
        let standing = try await engine.standing(of: run, .idle)
        collectMail()
        if let first = mail.min(by: { $0.at < $1.at }) {
            if let due = standing.due, due < first.at {
                guard due <= end else { return false }
                clock.move(to: due)
            } else {
                guard first.at <= end else { return false }
                try await deliver(first, run)
            }
            return true
        }
        if standing.isBackingOff || (standing.isPolling && hasUnreadNews(standing.state)), let due = standing.due {
            guard due <= end else { return false }
            clock.move(to: due)
            return true
        }
        guard let ask = nextAsk(standing.state) else { return false }
        if ask.isLink {
            guard clock.now + .seconds(60) <= end else { return false }
            clock.move(to: clock.now + .seconds(60))
            try await visit(ask.step, run, finishing: true)
        } else {
            try await respond(to: ask, standing.state, run)
        }
        return true
    }

    private func respond(to ask: Ask, _ state: RunState, _ run: RunID) async throws {
        try await take(.inputReceived(step: ask.step, values: scenario.response(to: ask, in: state)), run)
    }

    /// The first thing that is asked for, that the script leaves to itself, and that can be given.
    private func nextAsk(_ state: RunState) -> Ask? {
        guard scenario.applicantResponds else { return nil }
        return state.asks.values.sorted { $0.step < $1.step }.first { ask in
            if scenario.movesApplicant(at: ask.step) { return false }
            return ask.isLink ? hasToVisit(ask.step, state) : !scenario.response(to: ask, in: state).isEmpty
        }
    }

    // MARK: Sessions

    private func hasToVisit(_ step: String, _ state: RunState) -> Bool {
        guard let session = state.steps[step]?.session, state.steps[step]?.phase == .awaitingApplicant else {
            return false
        }
        guard !session.access.isEmpty, let id = state.verifications[session.vendor]?.id else { return true }
        return !finished.contains(Self.visit(of: "\(session.vendor) \(id)", state.steps[step]))
    }

    private static func visit(of id: String, _ step: StepState?) -> String {
        "\(id) \(step?.attempts ?? 0) \(step?.session?.unused ?? 0)"
    }

    private func hasUnreadNews(_ state: RunState) -> Bool {
        state.verifications.contains { vendor, verification in
            verification.id.map { (try? sandboxes[vendor]?.isUnread($0)) ?? false } ?? false
        }
    }

    private func visit(
        _ step: String, _ run: RunID, finishing: Bool, as answer: ScriptedAnswer? = nil
    ) async throws {
        if try await engine.state(of: run).steps[step]?.session?.access.isEmpty == true {
            try await take(.linkFollowed(step: step), run)
        }
        var standing = try await engine.standing(of: run, .idle)
        while standing.state.steps[step]?.phase == .opening {
            collectMail()
            let first = mail.min { $0.at < $1.at }
            if let first, !standing.isBackingOff || standing.due.map({ first.at <= $0 }) ?? true {
                try await deliver(first, run)
            } else if standing.isBackingOff, let due = standing.due {
                clock.move(to: due)
            } else {
                break
            }
            standing = try await engine.standing(of: run, .idle)
        }
        let state = standing.state
        guard finishing, let session = state.steps[step]?.session, !session.access.isEmpty,
            let id = state.verifications[session.vendor]?.id,
            finished.insert(Self.visit(of: "\(session.vendor) \(id)", state.steps[step])).inserted
        else { return }
        for news in try sandboxes[session.vendor]?.finish(id, as: answer) ?? [] {
            mail.append(Mail(at: clock.now + news.delivery.after, vendor: session.vendor, news: news))
        }
    }

    /// What vendors tell by themselves of what they were sent.
    private func collectMail() {
        mail += post.withLock { post in
            defer { post = [] }
            return post
        }
    }

    private func deliver(_ letter: Mail, _ run: RunID) async throws {
        mail.removeAll { $0.at == letter.at && $0.news == letter.news }
        clock.move(to: letter.at)
        let staged = letter.news
        if !staged.delivery.isForged { try sandboxes[letter.vendor]?.happened(staged) }
        guard !staged.delivery.isLost, !staged.delivery.isForged, let pack = packs[letter.vendor],
            let route = pack.webhook(staged.route), var news = pack.news(staged.body, kind: staged.kind, on: route)
        else { return }
        news.run = run.text
        // However often the same is told, it is told at one moment: nobody is asked meanwhile.
        await door.shut()
        for _ in 0..<staged.delivery.times {
            delivered += 1
            let mark = InboxMark(source: "webhook/\(pack.name)", id: "\(delivered)")
            try await engine.receive(news, pack: pack.name, route: route.name, of: run, mark: mark)
        }
        await door.open()
    }

    private func make(_ move: Move, _ run: RunID) async throws {
        switch move {
        case .submit(let step, let values): try await take(.inputReceived(step: step, values: values), run)
        case .open(let step): try await visit(step, run, finishing: false)
        case .finish(let step): try await visit(step, run, finishing: true)
        case .abandon(let step):
            guard let ask = try await engine.state(of: run).asks[step] else {
                mismatches.append("step \(step) asks for nothing that could be abandoned")
                return
            }
            if ask.isLink { try await visit(step, run, finishing: false) }
        case .refuse(let step):
            try await visit(step, run, finishing: true, as: .story(Stories.refusal, values: [:]))
        case .until(let waiting): try await wait(waiting, run)
        case .vendor(let vendor, let delivery):
            guard let id = try await engine.state(of: run).verifications[vendor]?.id,
                let news = try sandboxes[vendor]?.news(delivery, of: id)
            else {
                mismatches.append("\(vendor) has no session to tell of")
                return
            }
            mail.append(Mail(at: clock.now + delivery.after, vendor: vendor, news: news))
        case .advance(let interval):
            let end = clock.now + interval
            while true {
                let standing = try await engine.standing(of: run, .idle)
                collectMail()
                if let ask = nextAsk(standing.state), !ask.isLink {
                    try await respond(to: ask, standing.state, run)
                } else if let first = mail.min(by: { $0.at < $1.at }), first.at <= end,
                    standing.due.map({ first.at <= $0 }) ?? true
                {
                    try await deliver(first, run)
                } else if let due = standing.due, due <= end {
                    clock.move(to: due)
                } else {
                    break
                }
            }
            clock.move(to: end)
        case .operate(let at, let verb):
            let state = try await engine.state(of: run)
            guard let incident = state.incidents.first(where: { $0.isAt(at) }) else {
                mismatches.append("there is no incident at \(at)")
                return
            }
            try await take(.incidentResolved(incident: incident.id, verb: verb, by: "operator"), run)
        case .cancel: try await take(.cancelled(by: "caller"), run)
        case .finalize: try await take(.finalizeRequested, run)
        case .erase:
            guard try await engine.state(of: run).status.isDecided else {
                mismatches.append("the run refuses: it is under way, and only one that has ended is erased")
                return
            }
            _ = try await engine.erase(run)
        case .crash:
            // The next one knows nothing but the store.
            await engine.shutdown()
            engine = Engine(parts)
            #expect(try await engine.resumeAll().refused.isEmpty)
        case .patchMetadata(let patch): try await take(.metadataPatched(patch), run)
        case .review(let decision, let refused): try await take(.reviewDecided(decision), run, refused: refused)
        case .answer(let answer, let refused): try await take(.reviewAnswered(answer), run, refused: refused)
        case .expect(let expectation):
            let (machine, isErased) = try await standing(of: run)
            mismatches += expectation.mismatches(in: machine, sightings(isErased))
        }
    }

    private func wait(_ waiting: Move.Waiting, _ run: RunID) async throws {
        let end = waiting.end(from: clock.now)
        while true {
            let isErased = try await standing(of: run).isErased
            let due = isErased ? nil : try await engine.standing(of: run, .idle).due
            if waiting.isOver(in: try await standing(of: run).0) { return }
            if try await goOn(run, until: end) { continue }
            guard let due, due <= end else {
                mismatches.append(waiting.failure)
                if waiting.atMost != nil { clock.move(to: end) }
                return
            }
            clock.move(to: due)
        }
    }

    private func take(_ fact: Fact, _ run: RunID, refused: String? = nil) async throws {
        var given: [String: VendorConnectors.Media] = [:]
        if case .inputReceived(_, let values) = fact { given = try media(in: values) }
        do throws(EngineError) {
            try await engine.take(fact, of: run, media: given)
        } catch {
            guard let refusal = error.refusal else { throw error }
            if refusal.state == refused { return }
            mismatches.append("the run refuses: \(refusal)")
        }
    }

    private func media(in values: [String: Value]) throws -> [String: VendorConnectors.Media] {
        var media: [String: VendorConnectors.Media] = [:]
        for case .opaque(let handle) in values.values {
            let file = try #require(scenario.file(of: handle.id), "no file for \(handle.id)")
            let bytes = Array(try Data(contentsOf: URL(filePath: file.path)))
            media[handle.id] = VendorConnectors.Media(bytes: bytes, contentType: "image/jpeg")
        }
        return media
    }
}

/// What a vendor is going to tell.
private struct Mail: Sendable {
    var at: Moment
    var vendor: String
    var news: StagedNews
}

/// Sends over HTTP without waiting for what never comes, and moves the clock by what the call took in the dry run.
private struct PromptSender: VendorSender {
    private static let latency = Interval(milliseconds: 40)

    let connector: VendorConnector
    let clock: ManualClock
    let door: Door
    /// By the flow's vendor name.
    let sandboxes: [String: Sandbox]
    let post: Locked<[Mail]>

    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        await door.pass()
        let sent = clock.now
        var request = request
        request.headers.append(VendorHeader(name: "prefer", value: .text([.text("wait=0")])))
        // Nothing is measured by the wall clock here, however busy the machine is.
        var answer = try await connector.send(request, media: media, timeout: .seconds(300))
        // Told after the sending, however long the answer takes.
        for (vendor, sandbox) in sandboxes.sorted(by: { $0.key < $1.key }) {
            let news = (try? sandbox.following()) ?? []
            post.withLock {
                $0 += news.map { Mail(at: sent + Self.latency + $0.delivery.after, vendor: vendor, news: $0) }
            }
        }
        if case .success(let reply) = answer, reply.headers.contains(where: { $0.name == "preference-applied" }) {
            answer = .failure(.timeout)
        }
        let took = answer == .failure(.timeout) ? request.timeout : Self.latency
        clock.move(to: sent + took)
        return answer
    }
}

/// Holds back whoever wants to send while it is shut.
private actor Door {
    private var isShut = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func pass() async {
        if isShut { await withCheckedContinuation { waiting.append($0) } }
    }

    func shut() { isShut = true }

    func open() {
        isShut = false
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}

/// The dry run's numbers: SplitMix64 (Steele, Lea and Flood, 2014).
private struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func roll() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) / Double(1 << 53)
    }
}
