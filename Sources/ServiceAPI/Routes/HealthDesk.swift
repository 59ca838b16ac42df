import EngineStore

/// Whether the runs that an earlier process left have been taken up.
public final class Readiness: Sendable {
    private let state = Locked(false)

    public init() {}

    /// From now on `/readyz` says so.
    public func set() { state.withLock { $0 = true } }

    var isSet: Bool { state.withLock { $0 } }
}

/// Kubernetes' conventions: alive is a process that answers, ready is one that can do its work.
struct HealthDesk: Sendable {
    let store: any EngineStore
    let metrics: Metrics
    let readiness: Readiness

    func live(_ call: Call) async throws -> Reply { .text(200, "alive\n", type: "text/plain") }

    func metrics(_ call: Call) async throws -> Reply {
        // When the store does not answer, the rest is still worth reading.
        let counts = try? await store.counts()
        return .text(200, metrics.text(runs: counts), type: "text/plain; version=0.0.4")
    }

    func ready(_ call: Call) async throws -> Reply {
        guard readiness.isSet else { throw Problem(503, "not-ready", "runs are still being taken up") }
        do {
            _ = try await store.interrupted(after: nil, limit: 1)
            return .text(200, "ready\n", type: "text/plain")
        } catch {
            throw Problem(503, "not-ready", "the store does not answer")
        }
    }
}
