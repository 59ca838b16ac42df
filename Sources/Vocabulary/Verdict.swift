/// What a check concluded about the applicant.
///
/// The order runs from worst to best, so `min` of two verdicts is the one that counts when a vendor and a flow
/// disagree.
public enum Verdict: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case failed
    /// Nothing is known. Blocks `verified` unless the flow said `skip`.
    case unknown
    case review
    case passed

    private var rank: Int {
        switch self {
        case .failed: 0
        case .unknown: 1
        case .review: 2
        case .passed: 3
        }
    }

    public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }
}
