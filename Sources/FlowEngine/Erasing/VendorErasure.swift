public import Vocabulary

/// What a vendor answered when it was asked to erase one thing of a run.
public struct VendorErasure: Codable, Hashable, Sendable {
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        case erased
        /// The vendor has nothing there, any more or at all.
        case nothing
        /// It cannot yet, or did not answer: it is asked again by itself.
        case later
        /// It will not; a person has to see to it.
        case refused
    }

    /// As the flow names the account.
    public var vendor: String
    /// The binding's.
    public var operation: String
    public var outcome: Outcome
    /// Codes and pointers, never text of the answer.
    public var detail: String?
    /// When it is asked again.
    public var nextAt: Moment?
}
