import EngineStore

/// Kubernetes' conventions: alive is a process that answers, ready is one that can do its work.
struct HealthDesk: Sendable {
    let store: any EngineStore
    let metrics: Metrics

    func live(_ call: Call) async throws -> Reply { .text(200, "alive\n", type: "text/plain") }

    func metrics(_ call: Call) async throws -> Reply {
        .text(200, metrics.text, type: "text/plain; version=0.0.4")
    }

    func ready(_ call: Call) async throws -> Reply {
        do {
            _ = try await store.unfinished(after: nil, limit: 1)
            return .text(200, "ready\n", type: "text/plain")
        } catch {
            throw Problem(503, "not-ready", "the store does not answer")
        }
    }
}
