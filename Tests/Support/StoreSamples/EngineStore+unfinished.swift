public import EngineStore

extension EngineStore {
    /// The runs that something is still to be done for, by name: an activity is not done, or a timer is set. Reads all
    /// that there is, as only a test may.
    public func unfinished() async throws -> [RunID] {
        var unfinished: [RunID] = []
        for row in try await runs(RunFilter(), before: nil, limit: .max) {
            let isOpen = try await activities(of: row.run).contains { $0.state != .done }
            let isTimed = try await !timers(of: row.run).isEmpty
            if isOpen || isTimed { unfinished.append(row.run) }
        }
        return unfinished.sorted()
    }
}
