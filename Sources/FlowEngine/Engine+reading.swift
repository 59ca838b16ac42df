public import EngineStore
public import FlowIR
public import FlowMachine
import Vocabulary

extension Engine {
    /// The run as the last commit left it.
    public func state(of run: RunID) async throws(EngineError) -> RunState {
        try await load(run).machine.state
    }

    /// A run with the program that it follows.
    public struct Reading: Sendable {
        public var program: FlowProgram
        /// Of the program.
        public var digest: String
        public var state: RunState
    }

    /// The run as the last commit left it, and its program.
    public func read(_ run: RunID) async throws(EngineError) -> Reading {
        let live = try await load(run)
        return Reading(program: live.flow.program, digest: live.flow.digest, state: live.machine.state)
    }

    /// The run as this engine left it just now, without asking the store where that is not needed.
    ///
    /// What others did to the store since, as erasing the run, is not in it.
    public func latest(of run: RunID) async throws(EngineError) -> RunState {
        if let live = desks.live(of: run) { return live.machine.state }
        return try await state(of: run)
    }

    /// What happened to a run after an event, in order; from the beginning and to the end if nothing else is asked for.
    /// Holds personal data.
    public func history(
        of run: RunID, after sequence: Int = 0, limit: Int = .max
    ) async throws(EngineError) -> [Event] {
        do throws(StoreError) {
            let row = try await parts.store.load(run).row
            let key = try key(of: row)
            var events: [Event] = []
            while events.count < limit, sequence + events.count < Int(row.sequence) {
                let page = try await parts.store.events(
                    of: run, after: Int64(sequence + events.count), limit: min(500, limit - events.count))
                guard !page.isEmpty else { break }
                for stored in page {
                    let bytes = try key.open(stored.body)
                    guard let event = try? StoredJSON.decode(Event.self, from: bytes, "") else {
                        throw StoreError(.corrupt, "event \(stored.sequence) of \(run) cannot be read")
                    }
                    events.append(event)
                }
            }
            return events
        } catch {
            throw EngineError(error)
        }
    }

    func load(_ run: RunID) async throws(EngineError) -> LiveRun {
        let loaded: LoadedRun
        let key: RunKey
        do throws(StoreError) {
            loaded = try await parts.store.load(run)
            key = try self.key(of: loaded.row)
        } catch {
            throw EngineError(error)
        }
        return try LiveRun(loaded, key: key, flow: try await pinned(loaded.row.digest))
    }

    private func key(of row: RunRow) throws(StoreError) -> RunKey {
        guard let wrapped = row.key else { throw StoreError(.erased, "\(row.run) was erased") }
        return try parts.masterKey.unwrap(wrapped, for: row.run)
    }

    /// The mark was used before: the run that it made.
    func first(of mark: InboxMark?, _ error: EngineError) async throws(EngineError) -> RunID {
        do throws(StoreError) {
            guard let mark, let run = try await parts.store.run(marked: mark) else { throw error.asStoreError }
            return run
        } catch {
            throw EngineError(error)
        }
    }
}

extension EngineError {
    fileprivate var asStoreError: StoreError { StoreError(store ?? .conflict, message) }
}
