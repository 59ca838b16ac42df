/// How a step ended: answered, skipped, or the cause that kept an answer away.
public enum Ended: String, Codable, Hashable, Sendable, CaseIterable {
    case answered
    /// Its `when` was false.
    case skipped
    case unavailable
    case late
    case refused
    case contract
    case blocked
    case attempts
    case abandoned
    case withdrew
    case undetermined

    public init(_ cause: Cause) {
        self =
            switch cause {
            case .unavailable: .unavailable
            case .late: .late
            case .refused: .refused
            case .contract: .contract
            case .blocked: .blocked
            case .attempts: .attempts
            case .abandoned: .abandoned
            case .withdrew: .withdrew
            case .undetermined: .undetermined
            }
    }
}

/// Why a check ended without an answer.
public enum Cause: String, Codable, Hashable, Sendable, CaseIterable {
    /// Calls and vendors are used up.
    case unavailable
    /// Accepted, but not answered in time.
    case late
    /// The vendor refuses the request for good.
    case refused
    /// The answer breaks the contract, or its status is unknown.
    case contract
    /// Credentials, entitlement or credit.
    case blocked
    /// Every capture was unusable.
    case attempts
    /// The applicant did not come in time.
    case abandoned
    /// The applicant refused to take part.
    case withdrew
    /// `when`, `input` or `verdict` had no value.
    case undetermined

    /// What happens when a flow says nothing under `on_exhausted`.
    public var defaultRemedy: Remedy {
        switch self {
        case .unavailable, .late, .refused, .contract, .attempts, .undetermined: .review
        case .blocked: .incident
        case .abandoned: .expire
        case .withdrew: .cancel
        }
    }
}

/// What `on_exhausted` may say. There is no `reject`: an outage rejects nobody.
public enum Remedy: String, Codable, Hashable, Sendable, CaseIterable {
    /// The verdict is `review` and the flow goes on.
    case review
    /// The verdict is `unknown`, does not block `verify`, and the flow goes on.
    case skip
    /// The run pauses until an operator acts.
    case incident
    case expire
    case cancel
    case fail
}
