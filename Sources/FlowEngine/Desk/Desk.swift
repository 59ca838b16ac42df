import EngineStore
import FlowMachine
import Vocabulary

/// The place of one active run: what has to be told to it, in order, and what is under way for it.
///
/// Letters are handled one after the other by a task that lives only while there are any; an idle run has no task.
final class Desk: Sendable {
    /// How still a run has become.
    enum Stillness: Comparable, Sendable {
        /// Nothing is being worked on; calls may be under way.
        case quiet
        /// And no call is under way.
        case idle
        /// And no call waits to be repeated.
        case rest
    }

    /// A run that stands still.
    struct Standing: Sendable {
        var state: RunState
        /// A call waits to be repeated.
        var isBackingOff: Bool
        /// A vendor is read regularly.
        var isPolling: Bool
        /// The next moment that something happens at by itself.
        var due: Moment?
    }

    typealias Waiter = CheckedContinuation<Result<Standing, EngineError>, Never>

    fileprivate struct State {
        var letters: [Letter] = []
        var isBusy = false
        var live: LiveRun?
        /// Calls under way, by activity.
        var sending: [String: Call] = [:]
        /// What was to be committed when the store stopped answering; it may be durable.
        var unsettled: (turn: Turn, change: RunChange)?
        var waiters: [(Stillness, Waiter)] = []
        var trouble: EngineError?
        /// How often in a row the front letter could not be taken in.
        var stalls = 0
    }

    fileprivate struct Call {
        let task: Task<Void, Never>
        /// False when the run goes on without its answer.
        var isAwaited = true
    }

    let run: RunID
    private let state: Locked<State>

    init(_ run: RunID, live: LiveRun? = nil) {
        self.run = run
        state = Locked(State(live: live))
    }

    // MARK: Letters

    /// True when the caller has to see to it that letters are handled.
    func add(_ letter: Letter, waiter: Waiter? = nil, for stillness: Stillness = .rest) -> Bool {
        state.withLock { state in
            if let activity = letter.answered { state.sending[activity] = nil }
            state.letters.append(letter)
            if let waiter { state.waiters.append((stillness, waiter)) }
            defer { state.isBusy = true }
            return !state.isBusy
        }
    }

    /// The next letter; `nil` ends the handling, and tells who waits for that.
    func next() -> Letter? {
        let letter = state.withLock { state -> Letter? in
            if state.letters.isEmpty {
                state.isBusy = false
                return nil
            }
            return state.letters.removeFirst()
        }
        if letter == nil { tellWaiters() }
        return letter
    }

    /// The letter was taken in, or never will be.
    func settle(_ error: EngineError?) {
        state.withLock { state in
            state.stalls = 0
            // What keeps a run from going on is not over because something else was taken in.
            if error != nil || state.trouble?.isPassing == true { state.trouble = error }
        }
    }

    /// Ends the handling until somebody asks again: the store does not answer. Own letters are kept, others turned down.
    func stall(_ letter: Letter, _ error: EngineError) -> Int {
        let (turnedDown, stalls) = state.withLock { state -> ([Letter.Reply], Int) in
            let turnedDown = state.letters.compactMap(\.reply)
            state.letters = [letter] + state.letters.filter { $0.reply == nil }
            state.isBusy = false
            state.trouble = error
            state.stalls += 1
            return (turnedDown, state.stalls)
        }
        for reply in turnedDown { reply.resume(returning: .failure(error)) }
        tellWaiters()
        return stalls
    }

    // MARK: The run

    var live: LiveRun? { state.withLock { $0.live } }

    func keep(_ live: LiveRun?) {
        state.withLock { state in
            state.live = live
            guard let live else { return }
            state.trouble = nil
            for id in state.sending.keys where live.calls[id] == nil && !id.hasPrefix(Engine.relative) {
                state.sending[id]?.isAwaited = false
            }
        }
    }

    /// What became of a turn is not known; asked for again once the store answers.
    func leaveUnsettled(_ turn: Turn, _ change: RunChange) {
        state.withLock { state in
            state.live = nil
            state.unsettled = (turn, change)
        }
    }

    var unsettled: (turn: Turn, change: RunChange)? { state.withLock { $0.unsettled } }

    func forgetUnsettled() { state.withLock { $0.unsettled = nil } }

    /// Activities whose calls are under way here, or were answered and not yet taken in.
    var sent: Set<String> { state.withLock { Set($0.sending.keys).union($0.letters.compactMap(\.answered)) } }

    func send(_ activity: String, _ body: @escaping @Sendable () async -> Void) {
        // Under the lock, so that the call cannot end before it is known.
        state.withLock { $0.sending[activity] = Call(task: Task { await body() }) }
    }

    /// A call ended without an answer that anybody could take in.
    func drop(_ activity: String) {
        state.withLock { $0.sending[activity] = nil }
        tellWaiters()
    }

    /// Whether nothing would be lost with the desk.
    var isSpare: Bool {
        state.withLock { state in
            !state.isBusy && state.letters.isEmpty && state.sending.isEmpty && state.waiters.isEmpty
                && state.unsettled == nil
        }
    }

    // MARK: Waiting

    /// Returns when the run has become still, or cannot go on.
    func wait(for stillness: Stillness) async -> Result<Standing, EngineError> {
        await withCheckedContinuation { waiter in
            state.withLock { $0.waiters.append((stillness, waiter)) }
            tellWaiters()
        }
    }

    /// Cancels the calls under way and turns away who waits; gives what was cancelled.
    func close() -> [Task<Void, Never>] {
        let (tasks, waiters) = state.withLock { state in
            defer { state.waiters = [] }
            return (state.sending.values.map(\.task), state.waiters.map(\.1))
        }
        for task in tasks { task.cancel() }
        for waiter in waiters { waiter.resume(returning: .failure(.shutDown)) }
        return tasks
    }

    private func tellWaiters() {
        let (told, result) = state.withLock { state -> ([Waiter], Result<Standing, EngineError>) in
            guard !state.isBusy else { return ([], .failure(.shutDown)) }
            let result = state.standing
            let reached = state.stillness
            let told = state.waiters.filter { $0.0 <= reached }.map(\.1)
            state.waiters.removeAll { $0.0 <= reached }
            return (told, result)
        }
        for waiter in told { waiter.resume(returning: result) }
    }
}

extension Desk.State {
    fileprivate var standing: Result<Desk.Standing, EngineError> {
        if let trouble { return .failure(trouble) }
        guard let live else { return .failure(EngineError(.unknownRun, "the run is not open")) }
        return .success(
            Desk.Standing(
                state: live.machine.state, isBackingOff: !live.isAtRest,
                isPolling: live.isPolling, due: live.due))
    }

    fileprivate var stillness: Desk.Stillness {
        // Whoever waits is told of trouble at once.
        if trouble != nil || live == nil { return .rest }
        if sending.values.contains(where: \.isAwaited) { return .quiet }
        return live?.isAtRest == true ? .rest : .idle
    }
}

extension EngineError {
    static let shutDown = EngineError(.shutDown, "the engine was shut down")
}
