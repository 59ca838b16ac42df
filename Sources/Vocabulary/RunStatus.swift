/// Where a run is, in the words that the API, the flows and the reports share.
public enum RunStatus: String, Codable, Hashable, Sendable, CaseIterable {
    case created
    /// Checks are being made, or the verifications are being finalized.
    case inProgress = "in_progress"
    case awaitingInput = "awaiting_input"
    case reviewNeeded = "review_needed"
    case verified
    case rejected
    case expired
    case cancelled
    case failed

    /// Whether the machine has nothing left to do. A `review_needed` run is decided, but a person still ends it.
    public var isDecided: Bool {
        switch self {
        case .created, .inProgress, .awaitingInput: false
        case .reviewNeeded, .verified, .rejected, .expired, .cancelled, .failed: true
        }
    }
}
