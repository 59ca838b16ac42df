import EngineStore
import Vocabulary

/// Rings for each run at its earliest moment; one sleeping task for all of them.
final class Alarm: Sendable {
    private struct Entry: Comparable {
        let due: Moment
        let run: RunID

        static func < (left: Entry, right: Entry) -> Bool { (left.due, left.run) < (right.due, right.run) }
    }

    private struct State {
        var dues: [RunID: Moment] = [:]
        /// Holds entries that were replaced since; they are skipped when they come up.
        var heap = Heap<Entry>()
        var sleeper: Task<Void, Never>?
        var wakesAt: Moment?
        var isStopped = false
    }

    private let state = Locked(State())
    private let clock: any EngineClock
    private let ring: @Sendable (RunID) -> Void

    init(_ clock: any EngineClock, ring: @escaping @Sendable (RunID) -> Void) {
        self.clock = clock
        self.ring = ring
    }

    deinit { state.withLock { $0.sleeper?.cancel() } }

    /// Replaces the moment of a run; `nil` takes it away.
    func set(_ run: RunID, _ due: Moment?) {
        state.withLock { state in
            guard state.dues[run] != due else { return }
            state.dues[run] = due
            if let due { state.heap.insert(Entry(due: due, run: run)) }
            if state.heap.count > 2 * state.dues.count + 64 {
                state.heap = Heap(state.dues.map { Entry(due: $1, run: $0) })
            }
            rearm(&state)
        }
    }

    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.sleeper?.cancel()
            state.sleeper = nil
        }
    }

    private func rearm(_ state: inout State) {
        while let first = state.heap.first, state.dues[first.run] != first.due { state.heap.removeFirst() }
        let next = state.isStopped ? nil : state.heap.first?.due
        guard next != state.wakesAt else { return }
        state.sleeper?.cancel()
        state.wakesAt = next
        state.sleeper = next.map { due in
            Task { [weak self, clock] in
                guard (try? await clock.sleep(until: due)) != nil else { return }
                self?.wake(due)
            }
        }
    }

    private func wake(_ planned: Moment) {
        let runs = state.withLock { state -> [RunID] in
            guard state.wakesAt == planned, !state.isStopped else { return [] }
            let now = max(clock.now, planned)
            var runs: [RunID] = []
            while let first = state.heap.first, first.due <= now {
                state.heap.removeFirst()
                guard state.dues[first.run] == first.due else { continue }
                state.dues[first.run] = nil
                runs.append(first.run)
            }
            state.wakesAt = nil
            state.sleeper = nil
            rearm(&state)
            return runs
        }
        for run in runs { ring(run) }
    }
}
