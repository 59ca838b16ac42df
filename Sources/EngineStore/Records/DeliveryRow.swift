public import Vocabulary

/// A notice on its way to an endpoint, or what became of it.
public struct DeliveryRow: Hashable, Sendable {
    /// Rises with the time of writing; the cursor of lists.
    public let position: Int64
    public let notice: Notice
    public let createdAt: Moment
    public var state: DeliveryState
    /// When it is tried next; only while it waits.
    public var due: Moment?
    /// Tries since it was written, or since somebody asked for it again.
    public var tries: Int
    /// The latest ones, the oldest first.
    public var log: [DeliveryTry]
    /// 1 when it was written, one more with each change.
    public package(set) var revision: Int64

    /// How many tries the log keeps.
    public static let logLimit = 20

    package init(
        position: Int64, notice: Notice, createdAt: Moment, state: DeliveryState = .waiting, due: Moment?,
        tries: Int = 0, log: [DeliveryTry] = [], revision: Int64 = 1
    ) {
        self.position = position
        self.notice = notice
        self.createdAt = createdAt
        self.state = state
        self.due = due
        self.tries = tries
        self.log = log
        self.revision = revision
    }

    /// Notes a try.
    public mutating func note(_ attempt: DeliveryTry) {
        tries += 1
        log = (log + [attempt]).suffix(Self.logLimit)
    }

    package func check() throws(StoreError) {
        guard (state == .waiting) == (due != nil) else {
            throw StoreError(.invalid, "the delivery \(notice.id) waits without a moment, or has one and does not wait")
        }
    }
}

public enum DeliveryState: String, Codable, Hashable, Sendable, CaseIterable {
    /// For its next try.
    case waiting
    case delivered
    /// The last try failed as well.
    case givenUp = "given_up"
    /// Its endpoint takes nothing any more.
    case disabled
}

/// One try to deliver.
public struct DeliveryTry: Codable, Hashable, Sendable {
    public var at: Moment
    /// What the endpoint answered.
    public var status: Int?
    /// What stood against it, as a word: `timeout`.
    public var problem: String?

    public init(at: Moment, status: Int? = nil, problem: String? = nil) {
        self.at = at
        self.status = status
        self.problem = problem
    }
}
