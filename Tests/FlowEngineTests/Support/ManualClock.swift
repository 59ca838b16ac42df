import FlowEngine
import Foundation
import Vocabulary

/// A clock that stands still until a test moves it.
final class ManualClock: EngineClock, @unchecked Sendable {
    // Sendable because the lock guards both fields.
    private let lock = NSLock()
    private var moment: Moment
    private var sleepers: [UUID: (Moment, CheckedContinuation<Void, any Error>)] = [:]

    /// 2026-01-01T00:00:00Z, as in dry runs.
    init(_ moment: Moment = Moment(milliseconds: 1_767_225_600_000)) { self.moment = moment }

    var now: Moment { lock.withLock { moment } }

    func sleep(until moment: Moment) async throws {
        let id = UUID()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let ends = lock.withLock { () -> Bool in
                    if Task.isCancelled || moment <= self.moment { return true }
                    sleepers[id] = (moment, continuation)
                    return false
                }
                if ends { continuation.resume(with: Task.isCancelled ? .failure(CancellationError()) : .success(())) }
            }
        } onCancel: {
            lock.withLock { sleepers.removeValue(forKey: id) }?.1.resume(throwing: CancellationError())
        }
    }

    /// Moves on; never back.
    func move(to moment: Moment) {
        let woken = lock.withLock {
            self.moment = max(self.moment, moment)
            let due = sleepers.filter { $0.value.0 <= self.moment }
            for id in due.keys { sleepers[id] = nil }
            return due.values.sorted { $0.0 < $1.0 }.map(\.1)
        }
        for continuation in woken { continuation.resume() }
    }

    func move(by interval: Interval) { move(to: now + interval) }
}
