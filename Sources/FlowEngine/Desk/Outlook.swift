import EngineStore
import Vocabulary

/// How far the store has been read for runs whose time comes.
final class Outlook: Sendable {
    /// How far ahead of the clock moments are kept in memory.
    static let span = Interval.seconds(3600)

    private struct State {
        var seen: Moment?
        /// How often since nothing was being looked for.
        var asked = 0
        var look: @Sendable () async -> Void = {}
    }

    private let state = Locked(State())

    /// Reads on in the store; set once, by the engine.
    var look: @Sendable () async -> Void {
        get { state.withLock { $0.look } }
        set { state.withLock { $0.look = newValue } }
    }

    /// Everything that was due by then is with the alarm; `nil` for an engine that takes up no runs of others.
    var seen: Moment? { state.withLock { $0.seen } }

    func reached(_ moment: Moment) { state.withLock { $0.seen = max(moment, $0.seen ?? moment) } }

    /// Looks; asked while that is under way, once more afterwards.
    func ask() {
        let mustStart = state.withLock { state in
            state.asked += 1
            return state.asked == 1
        }
        guard mustStart else { return }
        Task {
            var answered = 0
            while true {
                let (asked, look) = state.withLock { state in
                    // Zero ends the looking under the lock, so that whoever asks next begins anew.
                    if state.asked == answered { state.asked = 0 }
                    return (state.asked, state.look)
                }
                guard asked > 0 else { return }
                await look()
                answered = asked
            }
        }
    }
}
