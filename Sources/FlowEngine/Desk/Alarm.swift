import EngineStore
import Vocabulary

/// Rings for each run at its earliest moment; one sleeping task for all of them.
///
/// It knows the moments up to its horizon. Later ones are in the store alone, so that runs which wait for days cost no
/// memory; when the first of them comes, the alarm asks to look ahead.
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
        /// `nil` for an alarm that keeps every moment itself.
        var horizon: Moment?
        /// The earliest moment beyond the horizon that is known of.
        var beyond: Moment?
        var sleeper: Task<Void, Never>?
        var wakesAt: Moment?
        var isStopped = false
    }

    private let state = Locked(State())
    private let clock: any EngineClock
    private let ring: @Sendable (RunID) -> Void
    private let lookAhead: @Sendable () -> Void

    /// - Parameter lookAhead: asked for when a moment beyond the horizon has come.
    init(
        _ clock: any EngineClock, ring: @escaping @Sendable (RunID) -> Void,
        lookAhead: @escaping @Sendable () -> Void = {}
    ) {
        self.clock = clock
        self.ring = ring
        self.lookAhead = lookAhead
    }

    deinit { state.withLock { $0.sleeper?.cancel() } }

    /// Replaces the moment of a run; `nil` takes it away. One beyond the horizon has to be in the store.
    func set(_ run: RunID, _ due: Moment?) { state.withLock { replace(run, due, &$0) } }

    /// Brings the moment of a run forward; an earlier one stays.
    func offer(_ run: RunID, _ due: Moment) {
        state.withLock { state in
            if let known = state.dues[run], known <= due { return }
            replace(run, due, &state)
        }
    }

    /// Moves the horizon on. Moments up to it are kept from now on; what the store has up to it is offered next.
    func extend(to horizon: Moment) {
        state.withLock { state in
            state.horizon = max(horizon, state.horizon ?? horizon)
            if let beyond = state.beyond, beyond <= horizon { state.beyond = nil }
        }
    }

    /// Asks to look ahead at a moment, or earlier.
    func lookAhead(at moment: Moment) {
        state.withLock { state in
            state.beyond = min(moment, state.beyond ?? moment)
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

    private func replace(_ run: RunID, _ moment: Moment?, _ state: inout State) {
        var due = moment
        if let moment, let horizon = state.horizon, moment > horizon {
            state.beyond = min(moment, state.beyond ?? moment)
            due = nil
        }
        if state.dues[run] != due {
            state.dues[run] = due
            if let due { state.heap.insert(Entry(due: due, run: run)) }
            if state.heap.count > 2 * state.dues.count + 64 {
                state.heap = Heap(state.dues.map { Entry(due: $1, run: $0) })
            }
        }
        rearm(&state)
    }

    private func rearm(_ state: inout State) {
        while let first = state.heap.first, state.dues[first.run] != first.due { state.heap.removeFirst() }
        let next = state.isStopped ? nil : [state.heap.first?.due, state.beyond].compactMap(\.self).min()
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
        let (runs, isNear) = state.withLock { state -> ([RunID], Bool) in
            guard state.wakesAt == planned, !state.isStopped else { return ([], false) }
            let now = max(clock.now, planned)
            var runs: [RunID] = []
            while let first = state.heap.first, first.due <= now {
                state.heap.removeFirst()
                guard state.dues[first.run] == first.due else { continue }
                state.dues[first.run] = nil
                runs.append(first.run)
            }
            let isNear = state.beyond.map { $0 <= now } ?? false
            if isNear { state.beyond = nil }
            state.wakesAt = nil
            state.sleeper = nil
            rearm(&state)
            return (runs, isNear)
        }
        for run in runs { ring(run) }
        if isNear { lookAhead() }
    }
}
