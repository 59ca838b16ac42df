import EngineStore
import Foundation

/// What goes wrong with one call of a store, or of a vendor.
enum Mishap: Hashable, Sendable {
    /// The process dies before it happens.
    case deathBefore
    /// The process dies after it happened, before anybody hears of it.
    case deathAfter
    /// The store says that it does not know, and did nothing.
    case unknownAndUndone
    /// The store says that it does not know, and did it.
    case unknownAndDone
    /// The store does it and says nothing more until it is asked to.
    case doneAndSilent
    /// Another writer was first, or so the store says.
    case conflict
}

/// The life of a process that is played: it counts what the process does and ends it.
final class Life: @unchecked Sendable {
    // Sendable because the lock guards all fields.
    private let lock = NSLock()
    private var commits = 0
    private var sends = 0
    private var isOver = false
    private var isSilent = false
    private let mishapOfCommit: @Sendable (Int) -> Mishap?
    private let mishapOfSend: @Sendable (Int) -> Mishap?

    /// - Parameters: what happens to the commit, or to the call, of a number counted from 1.
    init(
        commit: @escaping @Sendable (Int) -> Mishap? = { _ in nil },
        send: @escaping @Sendable (Int) -> Mishap? = { _ in nil }
    ) {
        mishapOfCommit = commit
        mishapOfSend = send
    }

    var hasEnded: Bool { lock.withLock { isOver } }

    func nextCommit() -> Mishap? {
        lock.withLock {
            commits += 1
            return mishapOfCommit(commits)
        }
    }

    func nextSend() -> Mishap? {
        lock.withLock {
            sends += 1
            return mishapOfSend(sends)
        }
    }

    var storeIsSilent: Bool { lock.withLock { isSilent } }
    func silence(_ isSilent: Bool) { lock.withLock { self.isSilent = isSilent } }
    func end() { lock.withLock { isOver = true } }
}
