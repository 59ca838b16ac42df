public import Expressions
public import FlowMachine
public import Vocabulary

/// What a scenario expects of its run. What is `nil` or not named is not looked at.
public struct Expectation: Sendable, Equatable {
    public struct Step: Sendable, Equatable {
        public var verdict: Verdict?
        public var ended: Ended?
        public var attempts: Int?
        public var by: String?
        public var reasons: [String]?

        public init(
            verdict: Verdict? = nil, ended: Ended? = nil, attempts: Int? = nil, by: String? = nil,
            reasons: [String]? = nil
        ) {
            self.verdict = verdict
            self.ended = ended
            self.attempts = attempts
            self.by = by
            self.reasons = reasons
        }
    }

    /// A call that has to have been sent with these members somewhere in its body.
    public struct Sent: Sendable, Equatable {
        /// `vendor.check`.
        public var call: String
        public var members: [String: Value]

        public init(call: String, members: [String: Value]) {
            self.call = call
            self.members = members
        }
    }

    public var status: RunStatus?
    public var reason: String?
    /// `base` for none.
    public var profile: String?
    public var steps: [String: Step]
    /// Whether joins were met, by step.
    public var joins: [String: Bool] = [:]
    /// What became of the runs that steps started, by step.
    public var flows: [String: [RunStatus]] = [:]
    public var waitingOn: WaitingOn?
    /// Calls sent, by `vendor.check`.
    public var calls: [String: Int]
    public var sent: [Sent] = []
    /// What was told to whoever wants to be told, in this order, other things between.
    public var events: [NoticeKind] = []
    /// What operators were told of vendors that work for nobody, in this order. `nil`: not looked at; empty: nothing.
    public var alerts: [ErrorKind]?
    /// The run has had its status no later than this after its creation.
    public var byThen: Interval?
    /// The call in doubt: `idmeta.create`; empty for any incident.
    public var incidentAt: String?
    public var hasIncident: Bool?
    /// What an operator may do about the incident.
    public var incidentVerbs: [IncidentVerb]?
    /// The run was erased: the flow's time for keeping it is over, or the caller wanted it.
    public var isErased: Bool?

    public init(
        status: RunStatus? = nil, reason: String? = nil, steps: [String: Step] = [:], calls: [String: Int] = [:],
        incidentAt: String? = nil, hasIncident: Bool? = nil
    ) {
        self.status = status
        self.reason = reason
        self.steps = steps
        self.calls = calls
        self.incidentAt = incidentAt
        self.hasIncident = hasIncident
    }
}
