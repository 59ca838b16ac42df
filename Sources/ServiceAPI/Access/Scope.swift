/// What a token lets its holder do.
public enum Scope: String, Codable, Hashable, Sendable, CaseIterable {
    case readRuns = "runs:read"
    case writeRuns = "runs:write"
    /// What an app needs to take the applicant to a vendor's page.
    case readSessions = "sessions:read"
    case decideReviews = "reviews:decide"
    case operate
    /// Calls of vendors that belong to no flow.
    case operateVendors = "vendors:operate"
    case readFlows = "flows:read"
    case writeFlows = "flows:write"
    /// Who is told of runs.
    case webhooks
}
