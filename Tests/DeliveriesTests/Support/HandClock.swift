import Deliveries
import EngineStore
import Foundation
import StoreSamples
import Vocabulary

/// A time that stands still until the test moves it.
final class HandClock: Sendable {
    private struct State {
        var now = SampleRun.moment(100)
        var sleepers: [UUID: (Moment, CheckedContinuation<Void, Never>)] = [:]
        var cancelled: Set<UUID> = []
    }

    private let state = Locked(State())

    var now: Moment { state.withLock { $0.now } }

    /// Without chance: every wait is the whole one.
    var courier: CourierClock {
        CourierClock(now: { self.now }, sleep: { try await self.sleep(until: $0) }, roll: { 0 })
    }

    func advance(by interval: Interval) {
        let due = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.now = state.now + interval
            let due = state.sleepers.filter { $0.value.0 <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.1)
        }
        for sleeper in due { sleeper.resume() }
    }

    private func sleep(until moment: Moment) async throws {
        let id = UUID()
        await withTaskCancellationHandler {
            await withCheckedContinuation { sleeper in
                let isOver = state.withLock { state -> Bool in
                    if state.now >= moment || state.cancelled.remove(id) != nil { return true }
                    state.sleepers[id] = (moment, sleeper)
                    return false
                }
                if isOver { sleeper.resume() }
            }
        } onCancel: {
            state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard let sleeper = state.sleepers.removeValue(forKey: id) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return sleeper.1
            }?.resume()
        }
        try Task.checkCancellation()
    }
}
