import EngineStore

extension EngineStore {
    /// Commits a change, and finds out what became of it when the store does not say.
    ///
    /// - Returns: false when the run was not as the change expects, so that nothing of it is stored.
    func keep(_ change: RunChange) async throws(EngineError) -> Bool {
        var problem = StoreError(.unavailable, "")
        for _ in 0..<3 {
            do throws(StoreError) {
                try await commit(change)
                return true
            } catch {
                problem = error
            }
            do throws(StoreError) {
                switch problem.code {
                case .unavailable:
                    if try await has(change) { return true }
                case .conflict, .duplicate:
                    // It may be this very change that came first, sent before the store lost its voice.
                    if try await has(change) { return true }
                    if problem.code == .conflict { return false }
                    throw problem
                default: throw problem
                }
            } catch {
                throw EngineError(error)
            }
        }
        throw EngineError(problem)
    }

    /// Whether the store has what the change says: its bytes are sealed and no other has the same.
    func has(_ change: RunChange) async throws(StoreError) -> Bool {
        if let advance = change.advance {
            let stored = try await events(of: change.run, after: advance.expecting, limit: advance.events.count)
            return stored.map(\.body) == advance.events.map(\.body)
        }
        let stored = try await activities(of: change.run)
        return change.activities.allSatisfy { activity in stored.contains { $0.body == activity.body } }
    }
}
