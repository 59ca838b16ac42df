/// Steps that run side by side, each of them a member of the join that ends them together.
public struct ParallelStep: Codable, Hashable, Sendable {
    public enum Unmet: String, Codable, Hashable, Sendable, CaseIterable {
        /// Nobody is verified by a run whose join was not met.
        case review
        /// The rules read `joins`.
        case skip
    }

    public var head: StepHead
    public var join: Join
    /// Counts for joins other than `all`, whose members speak for themselves.
    public var onUnmet: Unmet
    public var members: [Step]

    public init(_ head: StepHead, join: Join = .all, onUnmet: Unmet = .review, members: [Step]) {
        self.head = head
        self.join = join
        self.onUnmet = onUnmet
        self.members = members
    }
}

/// When steps that run side by side have done their part.
///
/// It is settled as soon as no answer still to come could change it, so that the order of arrival cannot either.
public enum Join: Codable, Hashable, Sendable {
    /// When every member has ended.
    case all
    /// With the first answer, whatever it says.
    case first
    /// When that many have passed and no more than that many have failed, or when this cannot be any more.
    case passed(Int, failedAtMost: Int)
}
