/// What is told to whoever asked to be notified of runs.
public enum NoticeKind: String, Codable, Hashable, Sendable, CaseIterable {
    case verified, rejected
    case reviewNeeded = "review_needed"
    case expired, cancelled, failed
    /// The run newly waits for something from the applicant.
    case applicantNeeded = "applicant_needed"
    /// The run newly waits for something from whoever created it.
    case callerNeeded = "caller_needed"
    /// A step of the run newly asks people.
    case reviewerNeeded = "reviewer_needed"
    /// Whoever is asked has not answered yet.
    case reminder
    /// The run is paused until an operator resolves an incident.
    case incident

    /// What a new status tells; `nil` for one that is only on the way.
    public init?(_ status: RunStatus) { self.init(rawValue: status.rawValue) }
}
