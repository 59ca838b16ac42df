public import Vocabulary

/// When a notification is tried again, and when it is given up: ten tries within a day.
///
/// The steps are those that the Standard Webhooks specification proposes, with the jitter left to the caller.
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

    /// - Parameter tries: how many there were, the present one included.
    public static func next(after outcome: Outcome, tries: Int) -> Next {
        switch outcome {
        case .answered(let status, _) where (200..<300).contains(status): return .delivered
        case .answered(410, _): return .disabled
        case .answered(_, let retryAfter):
            guard case .again(let wait) = again(tries) else { return .givenUp }
            return .again(after: max(wait, min(retryAfter ?? .zero, .seconds(86_400))))
        case .unreachable, .forbidden: return again(tries)
        }
    }

    private static func again(_ tries: Int) -> Next {
        tries >= 1 && tries <= waits.count ? .again(after: waits[tries - 1]) : .givenUp
    }
}
