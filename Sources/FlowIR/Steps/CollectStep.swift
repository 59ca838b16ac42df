public import Vocabulary

/// Waits for fields of the applicant that were not given when the run was created.
public struct CollectStep: Codable, Hashable, Sendable {
    public enum Source: String, Codable, Hashable, Sendable, CaseIterable {
        case applicant
        /// The back-end that created the run: a payment has come, a letter was returned.
        case caller
    }

    /// What happens when nobody came in time.
    public enum Timeout: String, Codable, Hashable, Sendable, CaseIterable {
        case expire, review, cancel, skip
    }

    public var head: StepHead
    /// Asked for only as far as they are still missing; in a block that is repeated, all of them each time.
    public var fields: [String]
    public var source: Source
    /// Without it, up to the run's expiry.
    public var within: Interval?
    /// After the step began.
    public var remind: [Interval]
    public var onTimeout: Timeout

    public init(
        _ head: StepHead, fields: [String], source: Source = .applicant, within: Interval? = nil,
        remind: [Interval] = [], onTimeout: Timeout = .expire
    ) {
        self.head = head
        self.fields = fields
        self.source = source
        self.within = within
        self.remind = remind
        self.onTimeout = onTimeout
    }
}
