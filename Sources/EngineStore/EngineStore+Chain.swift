/// What the chain of a run's events says.
public struct ChainReport: Hashable, Sendable {
    /// How many events were found in their place and unchanged.
    public let intact: Int64
    /// The first event that is missing, changed or out of place.
    public let brokenAt: Int64?

    public init(intact: Int64, brokenAt: Int64?) {
        self.intact = intact
        self.brokenAt = brokenAt
    }
}

extension EngineStore {
    /// Recomputes every hash of a run, up to what its row says. Needs no key.
    ///
    /// - Throws: `notFound`. A broken chain is an answer, not an error.
    public func verifyChain(_ run: RunID) async throws(StoreError) -> ChainReport {
        let row = try await load(run).row
        var previous = EventHash.start
        var intact: Int64 = 0
        while intact < row.sequence {
            let page = try await events(of: run, after: intact, limit: 500)
            guard !page.isEmpty else { break }
            for event in page.prefix(Int(row.sequence - intact)) {
                guard event.sequence == intact + 1, event.follows(previous) else {
                    return ChainReport(intact: intact, brokenAt: intact + 1)
                }
                previous = event.hash
                intact += 1
            }
        }
        if intact < row.sequence { return ChainReport(intact: intact, brokenAt: intact + 1) }
        return ChainReport(intact: intact, brokenAt: previous == row.head ? nil : intact)
    }
}
