public import FlowMachine
public import Vendors
public import Vocabulary

/// Something that a person following a run wants to see, from a dry run or from the engine alike.
public struct Progress: Sendable {
    public enum Content: Sendable {
        /// The machine took an event.
        case applied(Event, transitions: [Transition], orders: [Order])
        case sent(Activity, number: Int, request: VendorRequest)
        /// `outcome` is an HTTP code or a transport failure, never a body.
        case received(Activity, number: Int, outcome: String)
        case waiting(Activity, until: Moment)
    }

    public var run: String
    public var at: Moment
    public var content: Content

    public init(run: String, at: Moment, _ content: Content) {
        self.run = run
        self.at = at
        self.content = content
    }
}

extension Result where Success == VendorAnswer, Failure == TransportFailure {
    /// `200`, `503`, `timeout`: what may be shown of an answer.
    public var outcome: String {
        switch self {
        case .success(let answer): String(answer.status)
        case .failure(let failure): failure.rawValue
        }
    }
}
