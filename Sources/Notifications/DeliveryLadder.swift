public import Vocabulary

/// When a notification is tried again, and when it is given up: nine tries within a day.
///
/// The steps are those that the Standard Webhooks specification proposes, each shortened by up to a tenth by chance, so
/// that what failed together does not come back together.
public struct DeliveryLadder: Hashable, Sendable {
    public static let waits: [Interval] = [5, 300, 1800, 7200, 18_000, 18_000, 18_000, 18_000].map(Interval.seconds)

    /// What became of one try.
    public enum Outcome: Hashable, Sendable {
        /// An HTTP status; redirects are not followed.
        case answered(status: Int, retryAfter: Interval?)
        case unreachable
        /// The name led to an address that is not public.
        case forbidden
    }

    public enum Next: Hashable, Sendable {
        case delivered
        case again(after: Interval)
        /// No further try; the endpoint stays as it is.
        case givenUp
        /// The endpoint said 410 Gone: nothing more is sent to it.
        case disabled
    }

    /// - Parameters:
    ///   - tries: how many there were, the present one included.
    ///   - roll: a number in 0 ..< 1; 0 is the whole wait.
    public static func next(after outcome: Outcome, tries: Int, roll: Double = 0) -> Next {
        switch outcome {
        case .answered(let status, _) where (200..<300).contains(status): return .delivered
        case .answered(410, _): return .disabled
        case .answered(let status, let retryAfter):
            guard case .again(let wait) = again(tries, roll) else { return .givenUp }
            guard let retryAfter, [429, 503].contains(status) else { return .again(after: wait) }
            return .again(after: max(wait, min(retryAfter, .seconds(86_400))))
        case .unreachable, .forbidden: return again(tries, roll)
        }
    }

    private static func again(_ tries: Int, _ roll: Double) -> Next {
        guard tries >= 1, tries <= waits.count else { return .givenUp }
        let whole = waits[tries - 1].milliseconds
        return .again(after: Interval(milliseconds: whole - Int64(Double(whole) / 10 * min(max(roll, 0), 1))))
    }
}
