/// An event that the machine does not take in its present state; the state is unchanged.
///
/// The words are names of states and events only, so the description is safe to show.
public struct RefusedEvent: Error, Hashable, Sendable, CustomStringConvertible {
    /// `run`, `call`, `step liveness`, `verification idmeta`.
    public var subject: String
    public var state: String
    public var event: String

    public init(subject: String, state: String, event: String) {
        self.subject = subject
        self.state = state
        self.event = event
    }

    public var description: String { "\(subject) is \(state) and does not take \(event)" }
}
