public import Vocabulary

/// What an act is for.
public enum ActRole: Codable, Hashable, Sendable {
    /// An effect that a step, or `after`, asks for.
    case effect
    /// Takes back what the act of this id did, at the vendor that did it.
    case undo(of: String)
    /// Keeps an eye on what the check of this id found, at the vendor that answered it.
    case monitor(of: String, Monitoring)

    /// The step whose vendor has to be asked; `nil` where the act names its own.
    public var subject: String? {
        switch self {
        case .effect: nil
        case .undo(let step), .monitor(let step, _): step
        }
    }
}

/// How something is watched after a run has ended.
public struct Monitoring: Codable, Hashable, Sendable {
    /// How long, from its start.
    public var lasts: Interval
    /// By vendor.
    public var vendors: [String: Calls]

    public struct Calls: Codable, Hashable, Sendable {
        public var stop: OperationUse
        /// `nil` where the vendor tells of news itself.
        public var read: OperationUse?
        /// Between two readings.
        public var each: Interval?

        public init(stop: OperationUse, read: OperationUse? = nil, each: Interval? = nil) {
            self.stop = stop
            self.read = read
            self.each = each
        }
    }

    public init(lasts: Interval, vendors: [String: Calls]) {
        self.lasts = lasts
        self.vendors = vendors
    }
}
