import Synchronization
import Vocabulary

/// Something that opens once, and lets all through who wait for it.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var next = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            let waiting = state.waiting
            state.waiting = [:]
            return waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Returns when the gate opens, or at once when the task is cancelled.
    func wait() async {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThrough = state.withLock { state in
                    if state.isOpen || Task.isCancelled { return true }
                    state.waiting[number] = continuation
                    return false
                }
                if isThrough { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
        }
    }

    /// Returns when one of the gates opens, or after a time.
    static func first(of gates: Gate..., after: Interval? = nil) async {
        await withTaskGroup(of: Void.self) { group in
            for gate in gates { group.addTask { await gate.wait() } }
            if let after { group.addTask { try? await Task.sleep(for: .milliseconds(after.milliseconds)) } }
            await group.next()
            group.cancelAll()
        }
    }
}
