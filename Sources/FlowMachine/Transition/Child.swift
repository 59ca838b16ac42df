public import Expressions
public import Vocabulary

/// A run that a step of another run starts.
public struct ChildRun: Codable, Hashable, Sendable {
    /// The same in every replay: `owners/2`, and `owners:2/2` in the second round of a block.
    public var id: String
    public var step: String
    public var flow: String
    public var version: Int
    public var profile: String?
    public var applicant: [String: Value]
    public var flags: [String: Value]
}

/// What became of a child.
public struct ChildEnd: Codable, Hashable, Sendable {
    public var step: String
    public var child: String
    public var status: RunStatus
    public var reason: String?
    public var outputs: [String: Value]

    public init(step: String, child: String, status: RunStatus, reason: String? = nil, outputs: [String: Value] = [:]) {
        self.step = step
        self.child = child
        self.status = status
        self.reason = reason
        self.outputs = outputs
    }
}

/// The run that started this one.
public struct ParentLink: Codable, Hashable, Sendable {
    public var run: String
    public var step: String
    public var child: String
    /// The parent's verifications, by pack, for vendors that tie those of several people together; `nil` for none.
    public var verifications: [String: String]?

    public init(run: String, step: String, child: String, verifications: [String: String]? = nil) {
        self.run = run
        self.step = step
        self.child = child
        self.verifications = verifications
    }
}

/// One child as its parent knows it.
public struct ChildState: Codable, Hashable, Sendable {
    public enum Phase: String, Codable, Hashable, Sendable {
        /// Others have to end first.
        case waiting
        case starting, running, ended
    }

    public internal(set) var id: String
    public internal(set) var phase: Phase = .waiting
    public internal(set) var run: String?
    public internal(set) var status: RunStatus?
    public internal(set) var reason: String?
    public internal(set) var outputs: [String: Value] = [:]
}
