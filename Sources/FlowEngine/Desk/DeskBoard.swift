import EngineStore

/// The desks of the runs that are active or were lately.
final class DeskBoard: Sendable {
    private struct State {
        var desks: [RunID: Desk] = [:]
        var isClosing = false
        var handle: @Sendable (Desk) async -> Void = { _ in }
    }

    /// Beyond it, a run's desk is put away as soon as nothing is under way for it; its times stay with the alarm.
    private static let spareDesks = 1000

    private let state = Locked(State())

    /// Handles the letters of a desk; set once, by the engine.
    var handle: @Sendable (Desk) async -> Void {
        get { state.withLock { $0.handle } }
        set { state.withLock { $0.handle = newValue } }
    }

    var isClosing: Bool { state.withLock { $0.isClosing } }

    func live(of run: RunID) -> LiveRun? { state.withLock { $0.desks[run] }?.live }

    func put(_ desk: Desk) { state.withLock { $0.desks[desk.run] = desk } }

    func remove(_ desk: Desk) {
        state.withLock { if $0.desks[desk.run] === desk { $0.desks[desk.run] = nil } }
    }

    func post(
        _ letter: Letter, to run: RunID, waiter: Desk.Waiter? = nil, for stillness: Desk.Stillness = .rest
    ) {
        if let start = put(letter, to: run, waiter: waiter, for: stillness) { Task { await start() } }
    }

    /// Posts a letter, and handles what the desk has in the caller's own task where nobody does yet.
    func deliver(_ letter: Letter, to run: RunID) async { await put(letter, to: run)?() }

    /// What has to be done so that letters are handled; `nil` where it is being done.
    private func put(
        _ letter: Letter, to run: RunID, waiter: Desk.Waiter? = nil, for stillness: Desk.Stillness = .rest
    ) -> (@Sendable () async -> Void)? {
        // Found and written to at once, so that no desk is put away in between.
        state.withLock { state in
            let desk = state.desks[run] ?? Desk(run)
            state.desks[run] = desk
            guard desk.add(letter, waiter: waiter, for: stillness) else { return nil }
            return { [handle = state.handle] in await handle(desk) }
        }
    }

    /// The time of a run has come.
    func wake(_ run: RunID) {
        guard !isClosing else { return }
        post(Letter(.time), to: run)
    }

    func tidy(_ desk: Desk) {
        state.withLock { state in
            guard state.desks.count > Self.spareDesks, desk.isSpare, state.desks[desk.run] === desk else { return }
            state.desks[desk.run] = nil
        }
    }

    /// No new fact is taken in from now on; gives all desks.
    func close() -> [Desk] {
        state.withLock { state in
            state.isClosing = true
            return Array(state.desks.values)
        }
    }
}
