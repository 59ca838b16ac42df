public import Vocabulary

/// What a played vendor does with a request.
public enum StagedAnswer: Hashable, Sendable {
    case respond(VendorAnswer, after: Interval)
    /// No answer ever comes.
    case timeout(effectHappened: Bool)
    /// The connection breaks before the answer is complete.
    case cut(effectHappened: Bool)
    /// The connection is not taken. Where it was taken already, `cut` without an effect comes nearest.
    case refuse
}
