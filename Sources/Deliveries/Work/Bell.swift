import EngineStore
import Vocabulary

/// Wakes one sleeper, at a moment or when somebody rings. A ring that nobody waits for is kept for the next one.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Locked(State())

    func ring() {
        let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.hasRung = state.sleeper == nil
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Returns at the moment, at a ring, or when the task is cancelled.
    func wait(until moment: Moment?, _ clock: CourierClock) async {
        let timer = moment.map { moment in
            Task { if (try? await clock.sleep(moment)) != nil { self.ring() } }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { sleeper in
                let isOver = state.withLock { state -> Bool in
                    defer { state.hasRung = false }
                    if state.hasRung { return true }
                    state.sleeper = sleeper
                    return false
                }
                if isOver { sleeper.resume() }
            }
        } onCancel: {
            ring()
        }
        timer?.cancel()
    }
}
