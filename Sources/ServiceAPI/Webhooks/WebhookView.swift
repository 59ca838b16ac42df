public import Deliveries
public import EngineStore
public import Vocabulary

/// An endpoint as its owner sees it. Its secret is not among it.
public struct WebhookView: Codable, Sendable {
    public var id: String
    public var url: String
    public var events: [String]
    /// `nil` for all flows.
    public var flows: [String]?
    public var enabled: Bool
    /// `gone` when it answered 410, `owner` when its owner said so.
    public var disabledBy: String?
    public var disabledSince: String?
    /// Until when an older secret signs as well.
    public var rotatesUntil: String?
    public var createdAt: String
    /// Given once, when it is made.
    public var secret: String?

    public init(_ endpoint: WebhookEndpoint, at now: Moment, secret: String? = nil) {
        id = endpoint.id
        url = endpoint.url
        events = endpoint.events.map(\.rawValue)
        flows = endpoint.flows
        enabled = endpoint.pause == nil
        disabledBy = endpoint.pause?.cause.rawValue
        disabledSince = endpoint.pause?.since.rfc3339
        rotatesUntil = endpoint.rotatesUntil(at: now)?.rfc3339
        createdAt = endpoint.createdAt.rfc3339
        self.secret = secret
    }
}

public struct WebhookPage: Codable, Sendable {
    public var webhooks: [WebhookView]
}

/// A delivery in an endpoint's log.
public struct DeliveryView: Codable, Sendable {
    public struct Attempt: Codable, Sendable {
        public var at: String
        public var status: Int?
        public var problem: String?
    }

    public var id: String
    public var type: String
    public var run: String?
    public var state: String
    public var attempts: [Attempt]
    public var nextAt: String?
    public var createdAt: String

    public init(_ row: DeliveryRow) {
        id = row.notice.id
        type = row.notice.kind
        run = row.notice.run?.text
        state = row.state.rawValue
        attempts = row.log.map { Attempt(at: $0.at.rfc3339, status: $0.status, problem: $0.problem) }
        nextAt = row.due?.rfc3339
        createdAt = row.createdAt.rfc3339
    }
}

/// A page of an endpoint's log.
public struct DeliveryPage: Codable, Sendable {
    public var deliveries: [DeliveryView]
    /// Gives the next page as `cursor`; `nil` at the end.
    public var next: String?
}
