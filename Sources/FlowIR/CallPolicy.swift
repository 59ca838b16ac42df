public import Vocabulary

/// How often, how patiently and how long one activity calls its vendor.
public struct CallPolicy: Codable, Hashable, Sendable {
    /// For one call.
    public var timeout: Interval
    /// In order: the first entry that names an error's kind governs it, and each counts for itself.
    public var entries: [RetryEntry]
    /// For all calls of the activity together.
    public var deadline: Interval?
    public var effect: Effect
    /// The setting of the flow that allows a lost `once` call to be sent again: `vendors.idmeta.orphans: allow`.
    /// Without one, a lost answer becomes an incident.
    public var lostMayRepeat: String?

    public init(
        timeout: Interval = .seconds(90), entries: [RetryEntry] = [.standard], deadline: Interval? = nil,
        effect: Effect, lostMayRepeat: String? = nil
    ) {
        self.timeout = timeout
        self.entries = entries
        self.deadline = deadline
        self.effect = effect
        self.lostMayRepeat = lostMayRepeat
    }

    public func entry(for kind: ErrorKind) -> RetryEntry? { entries.first { $0.kinds.contains(kind) } }
}

/// Back-off for some kinds of error.
public struct RetryEntry: Codable, Hashable, Sendable {
    /// How the computed wait is spread, after "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
    public enum Jitter: String, Codable, Hashable, Sendable, CaseIterable {
        /// Anywhere from nothing to the wait.
        case full
        /// Half the wait, and anywhere from nothing to the other half.
        case equal
        case none
    }

    public var kinds: [ErrorKind]
    /// How many calls in all, the first included.
    public var calls: Int
    public var initial: Interval
    public var multiplier: Double
    public var cap: Interval
    public var jitter: Jitter
    /// A vendor's `Retry-After` is obeyed up to here; one that asks for more ends the calls. `nil` ignores it.
    public var retryAfterLimit: Interval?

    public init(
        kinds: [ErrorKind] = ErrorKind.transient, calls: Int = 4, initial: Interval = Interval(milliseconds: 500),
        multiplier: Double = 2, cap: Interval = .seconds(20), jitter: Jitter = .full,
        retryAfterLimit: Interval? = .seconds(300)
    ) {
        self.kinds = kinds
        self.calls = calls
        self.initial = initial
        self.multiplier = multiplier
        self.cap = cap
        self.jitter = jitter
        self.retryAfterLimit = retryAfterLimit
    }

    /// What a flow gets that says nothing about retries.
    public static let standard = RetryEntry()

    /// The wait after call number `call` (from 1); `roll` is a number in 0 ..< 1 drawn by the caller.
    public func wait(afterCall call: Int, roll: Double) -> Interval {
        var base = Double(initial.milliseconds)
        for _ in 1..<max(call, 1) where base < Double(cap.milliseconds) { base *= multiplier }
        base = min(base, Double(cap.milliseconds))
        let spread =
            switch jitter {
            case .full: base * roll
            case .equal: base / 2 + base / 2 * roll
            case .none: base
            }
        return Interval(milliseconds: Int64(exactly: spread.rounded(.down)) ?? .max)
    }
}

extension ErrorKind {
    /// What `retry.on: transient` stands for.
    public static let transient: [ErrorKind] = allCases.filter(\.isTransient)
}
