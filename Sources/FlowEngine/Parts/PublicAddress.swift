import EngineStore

/// Where people and vendors reach this service from outside; known once it listens.
public final class PublicAddress: Sendable {
    private struct State {
        var pages: String?
        var webhooks: String?
    }

    private let state = Locked(State())

    public init() {}

    /// - Parameters:
    ///   - pages: before the links that applicants follow, without a slash at its end.
    ///   - webhooks: before the routes of vendors; `nil` where no vendor can reach us.
    public func set(pages: String, webhooks: String?) {
        state.withLock { $0 = State(pages: pages, webhooks: webhooks) }
    }

    public var pages: String? { state.withLock { $0.pages } }

    /// The addresses of a pack's webhooks, by route; `nil` where none can arrive.
    func webhooks(of pack: String, routes: [String]) -> [String: String]? {
        guard let base = state.withLock({ $0.webhooks }), !routes.isEmpty else { return nil }
        return Dictionary(uniqueKeysWithValues: routes.map { ($0, "\(base)/v1/vendors/\(pack)/webhooks/\($0)") })
    }
}
