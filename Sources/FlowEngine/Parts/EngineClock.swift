import FoundationEssentials
public import Vocabulary

/// The time that an engine lives by; tests bring one that they move by hand.
public protocol EngineClock: Sendable {
    var now: Moment { get }

    /// Returns once `now` is `moment` or later. Throws `CancellationError` when the task is cancelled before.
    func sleep(until moment: Moment) async throws
}

/// The system's wall clock.
public struct SystemClock: EngineClock {
    public init() {}

    public var now: Moment { Moment(milliseconds: Int64((Date.now.timeIntervalSince1970 * 1000).rounded(.down))) }

    /// Sleeps in short stretches, so that a clock that is set anew is noticed within a minute.
    public func sleep(until moment: Moment) async throws {
        while true {
            let left = moment - now
            guard left > .zero else { return try Task.checkCancellation() }
            try await Task.sleep(for: .milliseconds(min(left.milliseconds, 60_000)))
        }
    }
}
