import Expressions
import FlowIR
public import FlowMachine
public import Vendors
public import Vocabulary

/// One activity from its order to its end: requests built, answers judged, calls repeated.
///
/// Engine and dry run drive this same value; they differ only in who carries the request and what the time is. Its state is
/// what a store keeps of an activity, so that a killed process knows whether a request may be at the vendor.
///
/// ```swift
/// var process = ActivityProcess(activity, run: run, key: key)
/// switch process.begun(at: now, pack: pack) {
/// case .send(let request, _): …
/// ```
public struct ActivityProcess: Codable, Hashable, Sendable {
    public let activity: Activity
    public let run: String
    /// The same for every call of the activity, at most 40 characters.
    public let key: String
    public internal(set) var call: CallMachine
    /// Where the vendor's news reach us, by route; `nil` where nothing from outside can.
    public let webhooks: [String: String]?
    /// Readings that brought nothing new, by holder.
    private var readings: [String: Int]?
    /// While it is found out what became of a lost call.
    var recovering: Recovering?
    /// Calls sent to find that out.
    var asked: Int?
    /// What was found out of a call that stays lost.
    var lostDetail: String?
    /// While the vendor's own news is waited for that tells what became of a lost call.
    private(set) var awaitsNews: Bool?
    /// The vendor's id of what the call made, as news told it before anybody asked.
    private var told: String?

    /// Calls sent so far, the one under way included.
    public var calls: Int { call.calls + (asked ?? 0) }

    public init(_ activity: Activity, run: String, key: String, webhooks: [String: String]? = nil) {
        self.webhooks = webhooks
        self.activity = activity
        self.run = run
        self.key = key
        self.call = CallMachine(policy: activity.policy, delay: activity.delay)
    }

    /// Whether it only waits for the time of its next regular reading, as whoever waits for the run need not.
    public var isPolling: Bool {
        activity.poll != nil && recovering == nil && call.lastFailure == nil
            && (call.phase == .backingOff || call.phase == .idle)
    }

    /// What must now be done.
    public enum Next: Hashable, Sendable {
        /// Commit this process, then send.
        case send(VendorRequest, number: Int)
        case wait(until: Moment)
        case end(ActivityEnd)
        /// The event did not fit; nothing changed.
        case nothing
    }

    public mutating func begun(at now: Moment, pack: Pack, settings: VendorSettings) -> Next {
        if case .some(let recovery) = pack.operations[activity.operation]?.recovery, recovery != .none {
            call.canRecover = true
        }
        // A request that cannot be built is not worth a wait.
        switch request(at: now, pack: pack, settings: settings) {
        case .failure(let problem): return unsendable(problem, sent: 0)
        case .success(let built):
            return take(.begun(at: now), at: now, pack: pack, settings: settings, built: built)
        }
    }

    public mutating func waitEnded(at now: Moment, pack: Pack, settings: VendorSettings) -> Next {
        if let recovering { return ask(.waitEnded(at: now), recovering, at: now, pack: pack, settings: settings) }
        if awaitsNews == true {
            awaitsNews = nil
            lostDetail = "no news came of it"
            return take(.recovered(.unknown), at: now, pack: pack, settings: settings)
        }
        return take(.waitEnded(at: now), at: now, pack: pack, settings: settings)
    }

    /// The process that sent the request died before the answer was recorded: the answer is lost, never unsent.
    public mutating func interrupted(at now: Moment, roll: Double, pack: Pack, settings: VendorSettings) -> Next {
        let event = CallEvent.sendingInterrupted(at: now, roll: roll)
        if let recovering { return ask(event, recovering, at: now, pack: pack, settings: settings) }
        return take(event, at: now, pack: pack, settings: settings)
    }

    /// How it ends when a request could not leave and never will.
    public func end(unsent problem: CallProblem) -> ActivityEnd {
        // One that was lost before stays so.
        let outcome: ActivityEnd.Outcome =
            recovering == nil ? .exhausted(problem) : .lost(problem, permit: activity.policy.lostMayRepeat)
        return ActivityEnd(activity: activity.id, calls: calls - 1, outcome: outcome)
    }

    /// `roll` is a number in 0 ..< 1 for the jitter of a wait.
    public mutating func received(
        _ answer: Result<VendorAnswer, TransportFailure>, at now: Moment, roll: Double, pack: Pack,
        settings: VendorSettings
    ) -> Next {
        if let recovering {
            return heard(answer, recovering, at: now, roll: roll, pack: pack, settings: settings)
        }
        if case .artifact(_, let name) = activity.role {
            return received(name, in: answer, at: now, roll: roll, pack: pack, settings: settings)
        }
        let check: String? =
            switch activity.role {
            case .check(_, let kind), .read(_, let kind): kind
            case .object, .create, .attempt, .act, .metadata, .finalize, .watch, .artifact: nil
            }
        let context = context(at: now, settings: settings)
        let outcome = pack.judge(answer, to: activity.operation, check: check, context: context).outcome
        if case .pending(let holder) = outcome, let wait = wait(for: holder) {
            return take(.unready(until: now + wait), at: now, pack: pack, settings: settings)
        }
        guard case .exhausted(let problem) = outcome else { return conclude(outcome) }
        return take(.failed(problem, at: now, roll: roll), at: now, pack: pack, settings: settings)
    }

    /// How long the vendor is left alone that has nothing new to say; `nil` where it is news.
    private mutating func wait(for holder: Holder) -> Interval? {
        guard let poll = activity.poll, poll.expects(holder) else { return nil }
        let count = (readings?[holder.rawValue] ?? 0) + 1
        readings = (readings ?? [:]).merging([holder.rawValue: count]) { $1 }
        return poll.polling.pace(while: holder).wait(after: holder == .vendorReviewer ? count - 1 : count)
    }

    // MARK: -

    mutating func conclude(_ outcome: ActivityEnd.Outcome) -> Next {
        guard (try? call.apply(.answered)) != nil else { return .nothing }
        return .end(ActivityEnd(activity: activity.id, calls: calls, outcome: outcome))
    }

    mutating func take(
        _ event: CallEvent, at now: Moment, pack: Pack, settings: VendorSettings, built: VendorRequest? = nil
    ) -> Next {
        guard let order = try? call.apply(event) else { return .nothing }
        switch order {
        case .send:
            switch built.map(Result.success) ?? request(at: now, pack: pack, settings: settings) {
            case .success(let request): return .send(request, number: calls)
            case .failure(let problem): return unsendable(problem, sent: calls - 1)
            }
        case .wait(let until): return .wait(until: until)
        case .recover where pack.recoveryNews(of: activity.operation) != nil:
            guard let news = pack.recoveryNews(of: activity.operation) else { return .nothing }
            if let told { return found(told) }
            awaitsNews = true
            return .wait(until: now + news.within)
        case .recover:
            guard let reading = pack.recovery(of: activity.operation) else { return .nothing }
            let asking = Recovering(reading, of: activity.policy, at: now)
            return ask(.begun(at: now), asking, at: now, pack: pack, settings: settings)
        case .conclude(.answered): return .nothing
        case .conclude(.exhausted(let problem)):
            return .end(ActivityEnd(activity: activity.id, calls: calls, outcome: .exhausted(problem)))
        case .conclude(.lost(let problem)):
            var problem = problem
            if let lostDetail { problem.detail = lostDetail }
            let outcome = ActivityEnd.Outcome.lost(problem, permit: activity.policy.lostMayRepeat)
            return .end(ActivityEnd(activity: activity.id, calls: calls, outcome: outcome))
        }
    }

    /// News that may tell what became of the call, whether or not its answer is already known to be lost.
    ///
    /// - Returns: `nil` for news about something else; `nothing` where it is kept in case the answer is lost.
    public mutating func heard(
        _ news: ReceivedNews, on route: String, at now: Moment, pack: Pack, settings: VendorSettings
    ) -> Next? {
        guard activity.role == .create, told == nil,
            pack.isRecovered(
                activity.operation, by: news, on: route, context: context(at: now, settings: settings))
        else { return nil }
        told = news.verification
        guard awaitsNews == true else { return .nothing }
        awaitsNews = nil
        return found(news.verification)
    }

    /// The lost call did what it asks for.
    private mutating func found(_ id: String) -> Next {
        guard (try? call.apply(.recovered(.found))) != nil else { return .nothing }
        return .end(
            ActivityEnd(
                activity: activity.id, calls: calls, outcome: .answered(Answer(result: ["id": .string(id)]))))
    }

    private func unsendable(_ problem: RequestProblem, sent: Int) -> Next {
        let kind: ErrorKind = problem.code == .noValue ? .refused : .contract
        return .end(
            ActivityEnd(
                activity: activity.id, calls: sent,
                outcome: .exhausted(CallProblem(kind: kind, detail: problem.detail))))
    }

    /// A call of the activity's operation, or of another one that sees what it sees.
    func request(
        _ operation: String? = nil, at now: Moment, pack: Pack, settings: VendorSettings
    ) -> Result<VendorRequest, RequestProblem> {
        var request = pack.request(operation ?? activity.operation, context: context(at: now, settings: settings))
        if case .success(var built) = request {
            built.timeout = activity.policy.timeout
            built.vendor = activity.vendor
            request = .success(built)
        }
        return request
    }

    public func context(at now: Moment, settings: VendorSettings) -> CallContext {
        var context = CallContext(
            settings: settings, input: activity.input, options: activity.options ?? [:],
            session: activity.session ?? [:], webhooks: webhooks ?? [:], objects: activity.objects ?? [:],
            verificationID: activity.verification, verificationOpenedAt: activity.verificationOpenedAt,
            metadata: activity.metadata, runID: run, key: key,
            now: now, attempt: activity.attempt)
        context.parentID = activity.parent
        context.made = activity.made ?? [:]
        context.since = activity.since
        context.hasVariedOptions = activity.variedOptions != nil
        return context
    }
}
