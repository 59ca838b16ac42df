import Foundation

/// A value behind a lock.
///
/// Not `Synchronization.Mutex`: on Linux the thread sanitizer does not see that one's slow path and reports races under
/// contention that are none.
package final class Locked<Value>: @unchecked Sendable {
    // Sendable because the lock guards every access to the value, and `withLock` lets only Sendable results out.
    private let lock = NSLock()
    private var value: Value

    package init(_ value: sending Value) { self.value = value }

    package func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
