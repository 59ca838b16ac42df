import EngineStore

/// The flows that runs of this engine are pinned to, each read once.
final class FlowShelf: Sendable {
    private let flows = Locked<[String: PinnedFlow]>([:])

    subscript(digest: String) -> PinnedFlow? { flows.withLock { $0[digest] } }

    func put(_ flow: PinnedFlow) { flows.withLock { $0[flow.digest] = flow } }
}

extension Engine {
    /// Keeps a flow and its packs in the store.
    func pin(_ flow: StoredFlow, _ packs: [StoredPack]) async throws(EngineError) -> PinnedFlow {
        if let pinned = flows[flow.digest] { return pinned }
        let pinned = try PinnedFlow(flow, packs: packs, with: parts)
        do throws(StoreError) {
            for pack in packs { try await parts.store.putPack(pack) }
            try await parts.store.putFlow(flow)
        } catch {
            throw EngineError(error)
        }
        flows.put(pinned)
        return pinned
    }

    /// The flow that a stored run is pinned to.
    func pinned(_ digest: String) async throws(EngineError) -> PinnedFlow {
        if let pinned = flows[digest] { return pinned }
        let flow: StoredFlow
        var packs: [StoredPack] = []
        do throws(StoreError) {
            flow = try await parts.store.flow(digest)
            for pack in flow.packs { packs.append(try await parts.store.pack(pack)) }
        } catch {
            throw EngineError(error)
        }
        let pinned = try PinnedFlow(flow, packs: packs, with: parts)
        flows.put(pinned)
        return pinned
    }
}
