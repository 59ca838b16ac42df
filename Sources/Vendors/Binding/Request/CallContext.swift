public import Expressions
public import Vocabulary

/// What a run knows when it calls a vendor.
public struct CallContext: Hashable, Sendable {
    /// As ``Pack/readSettings(_:)`` gave them: defaults filled in, secrets as handles.
    public var settings: [String: Value]
    /// The check's input; photos as handles.
    public var input: [String: Value]
    /// The vendor's own switches, by the names that flows give them.
    public var options: [String: Value]
    /// Whether something of the run is among the options: what is made of them is then personal.
    public var hasVariedOptions = false
    /// Of a session to be opened: `link_for`, `finish_in`, `return_to`.
    public var session: [String: Value]
    /// Where the vendor's news reach us, by route; empty where nothing from outside can.
    public var webhooks: [String: String]
    /// The vendor's ids of what was opened before the verification, by the binding's name.
    public var objects: [String: String]
    /// What the act or the start that this call takes back, ends or reads answered; empty for every other call.
    public var made: [String: Value] = [:]
    /// Of a monitor's reading: when it was last read, or started.
    public var since: Moment?
    /// Of a run that another one started: that one's verification at the same vendor.
    public var parentID: String?
    public var verificationID: String?
    public var verificationOpenedAt: Moment?
    public var metadata: [String: Value]
    public var runID: String
    /// The key of this activity: the same for every call of it, at most 40 characters.
    public var key: String
    public var now: Moment
    /// Which capture this is, from 1.
    public var attempt: Int

    public init(
        settings: [String: Value], input: [String: Value] = [:], options: [String: Value] = [:],
        session: [String: Value] = [:], webhooks: [String: String] = [:], objects: [String: String] = [:],
        verificationID: String? = nil,
        verificationOpenedAt: Moment? = nil, metadata: [String: Value] = [:], runID: String, key: String, now: Moment,
        attempt: Int = 1
    ) {
        self.settings = settings
        self.input = input
        self.options = options
        self.session = session
        self.webhooks = webhooks
        self.objects = objects
        self.verificationID = verificationID
        self.verificationOpenedAt = verificationOpenedAt
        self.metadata = metadata
        self.runID = runID
        self.key = key
        self.now = now
        self.attempt = attempt
    }
}
