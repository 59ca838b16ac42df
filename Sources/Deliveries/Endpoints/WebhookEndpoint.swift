import Foundation
public import Vocabulary

/// An address that is told of runs, as it was registered.
public struct WebhookEndpoint: Codable, Hashable, Sendable {
    /// Why nothing is sent to it.
    public struct Pause: Codable, Hashable, Sendable {
        public enum Cause: String, Codable, Hashable, Sendable {
            /// It answered 410.
            case gone
            /// Its owner said so.
            case owner
        }

        public var since: Moment
        public var cause: Cause
    }

    struct Key: Codable, Hashable, Sendable {
        /// Rises with each rotation; part of what the secret is bound to.
        var number: Int
        var sealed: Data
        /// When it is signed with no more; `nil` for the newest.
        var until: Moment?
    }

    /// `wh_…`.
    public let id: String
    public var url: String
    public var events: [NoticeKind]
    /// Names of flows; `nil` for all.
    public var flows: [String]?
    public let createdAt: Moment
    public internal(set) var pause: Pause?
    /// The newest first.
    var keys: [Key]

    /// Until when an older secret is signed with as well.
    public func rotatesUntil(at now: Moment) -> Moment? { keys.compactMap(\.until).filter { $0 > now }.max() }

    func wants(_ kind: NoticeKind, of flow: String) -> Bool {
        pause == nil && events.contains(kind) && flows?.contains(flow) ?? true
    }
}
