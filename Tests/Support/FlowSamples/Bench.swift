public import Expressions
public import FlowIR
public import FlowMachine
public import Vocabulary

/// A run on the bench: each call is one event, and the edges that were walked are kept.
public struct Bench {
    public private(set) var machine: Machine
    /// What the latest event ordered.
    public private(set) var orders: [Order] = []
    public private(set) var walked: [Transition] = []
    public private(set) var events: [Event] = []
    public var now = Moment(milliseconds: 1_767_225_600_000)

    public var state: RunState { machine.state }
    public var status: RunStatus { state.status }

    public init(_ program: FlowProgram) { machine = Machine(program) }

    /// A run that was created.
    public init(
        _ program: FlowProgram, applicant: [String: Value], flags: [String: Value] = [:]
    ) throws {
        self.init(program)
        try take(.created(Creation(run: "run_1", applicant: applicant, flags: flags)))
    }

    /// A run of a liveness check, created. Its first activity is `create/idmeta`.
    public init(_ flow: Liveness, edit: (inout FlowProgram) -> Void = { _ in }) throws {
        var program = try flow.compiled().program
        edit(&program)
        try self.init(program, applicant: Liveness.applicant)
    }

    /// The same with the verification open and ``check`` under way.
    public static func asked(_ flow: Liveness, edit: (inout FlowProgram) -> Void = { _ in }) throws -> Bench {
        var bench = try Bench(flow, edit: edit)
        try bench.open()
        return bench
    }

    /// The liveness check at the first vendor, first attempt.
    public static let check = "check/liveness/idmeta/1"

    public mutating func pass(_ activity: String = Bench.check) throws {
        try answer(activity, .passed, ["liveness_score": 0.9, "live": true])
    }

    public mutating func take(_ fact: Fact) throws {
        let event = Event(fact, at: now)
        orders = try machine.apply(event)
        events.append(event)
        walked += machine.trace
    }

    public mutating func wait(_ interval: Interval) { now = now + interval }

    // MARK: What vendors do

    public mutating func end(_ activity: String, _ outcome: ActivityEnd.Outcome, calls: Int = 1) throws {
        try take(.activityEnded(ActivityEnd(activity: activity, calls: calls, outcome: outcome)))
    }

    public mutating func open(_ vendor: String = "idmeta", activity: String? = nil) throws {
        try end(activity ?? "create/\(vendor)", .answered(Answer(result: ["id": .string("v-\(vendor)")])))
    }

    public mutating func answer(
        _ activity: String, _ verdict: Verdict = .passed, _ result: [String: Value] = [:], reasons: [String] = []
    ) throws {
        try end(activity, .answered(Answer(result: result, verdict: verdict, reasons: reasons)))
    }

    public mutating func close(_ vendor: String = "idmeta", _ status: RunStatus = .verified) throws {
        try end("finalize/\(vendor)", .answered(Answer(status: status)))
    }

    public mutating func fail(_ activity: String, _ kind: ErrorKind) throws {
        try end(activity, .exhausted(CallProblem(kind: kind)))
    }

    public mutating func lose(_ activity: String, permit: String? = nil) throws {
        try end(activity, .lost(CallProblem(kind: .timeout), permit: permit))
    }

    public mutating func unusable(_ activity: String, _ reason: String = "face_too_small") throws {
        try end(activity, .unusable(reason: reason, field: nil))
    }

    // MARK: What people do

    public mutating func submit(_ step: String, _ values: [String: Value]) throws {
        try take(.inputReceived(step: step, values: values))
    }

    public mutating func operate(_ verb: IncidentVerb) throws {
        try take(.incidentResolved(incident: state.incidents.first?.id ?? "none", verb: verb, by: "op"))
    }

    /// In flight, by id.
    public var inFlight: [String] { state.activities.keys.sorted() }
}
