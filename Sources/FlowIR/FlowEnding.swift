public import Vocabulary

/// `finalize: { hold: caller }`: when all steps have ended, the caller has the last word before verifications are closed.
public struct FinalizeHold: Codable, Hashable, Sendable {
    /// What happens when the caller says nothing in time.
    public enum Timeout: String, Codable, Hashable, Sendable, CaseIterable {
        case goOn = "go_on"
        case review, expire
    }

    public var within: Interval
    public var onTimeout: Timeout

    public init(within: Interval, onTimeout: Timeout = .goOn) {
        self.within = within
        self.onTimeout = onTimeout
    }
}

/// `keep`: how long a run that has ended is kept before it is erased, here and at its vendors, by its status.
///
/// A status without a time is kept for good.
public struct Retention: Codable, Hashable, Sendable {
    public var times: [RunStatus.RawValue: Interval]

    public init(times: [RunStatus.RawValue: Interval]) { self.times = times }

    public func time(for status: RunStatus) -> Interval? { times[status.rawValue] }
}
