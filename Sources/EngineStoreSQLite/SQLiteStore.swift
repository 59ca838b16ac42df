public import EngineStore
import Foundation
import GRDB
public import Vocabulary

/// A store in one SQLite file: write-ahead log, `synchronous=FULL`, one writer with group commit, readers beside it.
///
/// ```swift
/// let store = try SQLiteStore(path: "trustflow.sqlite")
/// ```
///
/// Beside the file SQLite keeps `-wal` and `-shm`, and an open store keeps `.lock`. A file on a network file system is
/// not safe: SQLite's locks need a local disk.
public final class SQLiteStore: EngineStore {
    let path: String
    let pool: DatabasePool
    let queue: CommitQueue
    /// `nil` once closed.
    private let lock: Locked<StoreLock?>

    /// Opens a store, or makes one if there is no file; blocks the thread for some milliseconds.
    ///
    /// - Parameter maximumBytes: a limit to the size of the file; beyond it changes are refused as `full`.
    /// - Throws: `notADatabase`, `readOnly`, `inUse`, `newer`, `full`, `corrupt` or `unavailable`.
    public init(path: String, maximumBytes: Int64? = nil) throws(StoreError) {
        let path = try StorePath.resolve(path)
        try StorePath.inspect(path)
        let lock = try StoreLock(besides: path)
        try StorePath.makeOrCheck(path)
        self.path = path
        do {
            pool = try Self.open(path, maximumBytes: maximumBytes)
        } catch {
            throw StoreError(error, path)
        }
        queue = CommitQueue(pool, path: path)
        self.lock = Locked(lock)
    }

    public func commit(_ change: RunChange) async throws(StoreError) {
        try change.check()
        let weight = change.weight
        try await queue.perform(weight: weight) { database in try database.apply(change) }
    }

    public func putPack(_ pack: StoredPack) async throws(StoreError) {
        try await queue.perform { database in try database.put(pack) }
    }

    public func putFlow(_ flow: StoredFlow) async throws(StoreError) {
        try await queue.perform { database in try database.put(flow) }
    }

    public func putDocument(_ document: StoredDocument, over old: StoredDocument?) async throws(StoreError) {
        try await queue.perform { database in try database.put(document, over: old) }
    }

    public func removeDocument(_ kind: String, _ name: String) async throws(StoreError) {
        try await queue.perform { database in
            try database.write("DELETE FROM documents WHERE kind = ? AND name = ?", [kind, name])
        }
    }

    public func erase(_ run: RunID, at moment: Moment) async throws(StoreError) {
        try await queue.perform { database in try database.erase(run, at: moment) }
        // The log still has pages with the key. SQLite overwrites what was deleted in the file itself (secure_delete).
        do {
            try await withWriter { database in _ = try database.checkpoint(.truncate) }
        } catch {
            throw StoreError(.unavailable, "\(run) is erased, but the log may still have its key; erase it again")
        }
    }

    public func close() async throws(StoreError) {
        await queue.close()
        guard let lock = lock.withLock({ $0.take() }) else { return }
        do {
            try pool.close()
        } catch {
            throw StoreError(error, path)
        }
        // Held until the last connection is gone.
        withExtendedLifetime(lock) {}
    }

    package var statistics: CommitStatistics { queue.statistics }

    /// Sets the limit of the file's size, to be tried by tests: `nil` takes it away.
    package func limit(pages: Int?) async throws(StoreError) {
        try await withWriter { try $0.execute(sql: "PRAGMA max_page_count = \(pages ?? 0x7FFF_FFFE)") }
    }

    /// Reads in a snapshot of the database, beside the writer.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard lock.withLock({ $0 != nil }) else { throw StoreError(.unavailable, "the store `\(path)` is closed") }
        let result: Result<Value, any Error> = await withCheckedContinuation { caller in
            pool.asyncRead { database in caller.resume(returning: Result { try body(database.get()) }) }
        }
        do {
            return try result.get()
        } catch {
            throw StoreError(error, path)
        }
    }

    private func withWriter(_ body: @escaping @Sendable (Database) throws -> Void) async throws(StoreError) {
        let result: Result<Void, any Error> = await withCheckedContinuation { caller in
            pool.asyncWriteWithoutTransaction { database in caller.resume(returning: Result { try body(database) }) }
        }
        do {
            try result.get()
        } catch {
            throw StoreError(error, path)
        }
    }
}

extension RunChange {
    /// About how many bytes the change writes.
    fileprivate var weight: Int {
        let bodies = (advance?.events.map(\.body) ?? []) + (advance?.media.map(\.body) ?? []) + activities.map(\.body)
        let kept = advance?.documents.reduce(0) { $0 + $1.bytes.count } ?? 0
        let told = advance?.notices.reduce(0) { $0 + $1.body.count + 512 } ?? 0
        return bodies.reduce(1024 + told + kept + (advance?.snapshot?.count ?? 0)) { $0 + $1.count }
    }
}
