public import Vocabulary

/// Time and chance as a courier lives by them; tests bring their own.
public struct CourierClock: Sendable {
    let now: @Sendable () -> Moment
    let sleep: @Sendable (Moment) async throws -> Void
    let roll: @Sendable () -> Double

    /// - Parameters:
    ///   - sleep: returns once it is the moment; throws when its task is cancelled before.
    ///   - roll: a number in 0 ..< 1, for the jitter of waits.
    public init(
        now: @escaping @Sendable () -> Moment, sleep: @escaping @Sendable (Moment) async throws -> Void,
        roll: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.now = now
        self.sleep = sleep
        self.roll = roll
    }
}
