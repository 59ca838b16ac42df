import EngineStore

/// Kubernetes' conventions: alive is a process that answers, ready is one that can do its work.
struct HealthDesk: Sendable {
    let store: any EngineStore

    func live(_ call: Call) async throws -> Reply { .text(200, "alive\n", type: "text/plain") }

    func ready(_ call: Call) async throws -> Reply {
        do {
            _ = try await store.unfinished(after: nil, limit: 1)
            return .text(200, "ready\n", type: "text/plain")
        } catch {
            throw Problem(503, "not-ready", "the store does not answer")
        }
    }
}
