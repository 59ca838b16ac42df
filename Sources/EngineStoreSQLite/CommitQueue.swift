import EngineStore
import GRDB

/// Group commit: everything that was asked for since the last transaction goes into the next one.
///
/// An fsync costs the same for one change and for a hundred, so under load the changes that arrive during one commit
/// make up the following. A change that is refused fails its own caller alone: the others are made once more without it.
/// A caller hears of success only when the transaction is on disk; if it fails, every caller in it hears so.
final class CommitQueue: Sendable {
    typealias Work = @Sendable (Database) throws -> Void

    private struct Job: Sendable {
        let work: Work
        /// About how many bytes it writes; bounds a transaction.
        let weight: Int
        let caller: CheckedContinuation<StoreError?, Never>
    }

    private struct State {
        var waiting: [Job] = []
        var isRunning = false
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
        var statistics = CommitStatistics()
    }

    private let pool: DatabasePool
    private let path: String
    private let state = Locked(State())

    /// A transaction takes at most this many changes, and no further ones once it weighs this much.
    private static let mostJobs = 1024
    private static let mostBytes = 16 << 20

    init(_ pool: DatabasePool, path: String) {
        self.pool = pool
        self.path = path
    }

    var statistics: CommitStatistics { state.withLock(\.statistics) }

    /// Does the work in a transaction with others, and returns when it is durable. Does not end early when the task is
    /// cancelled: the work may be on disk by then.
    func perform(weight: Int = 1024, _ work: @escaping Work) async throws(StoreError) {
        let error = await withCheckedContinuation { caller in
            let job = Job(work: work, weight: weight, caller: caller)
            let (accepted, mustStart) = state.withLock { state -> (Bool, Bool) in
                guard !state.isClosed else { return (false, false) }
                state.waiting.append(job)
                defer { state.isRunning = true }
                return (true, !state.isRunning)
            }
            if !accepted { caller.resume(returning: StoreError(.unavailable, "the store `\(path)` is closed")) }
            if mustStart { runNext() }
        }
        if let error { throw error }
    }

    /// Takes no more work, and returns when all that was accepted is done.
    func close() async {
        await withCheckedContinuation { closer in
            let isIdle = state.withLock { state -> Bool in
                state.isClosed = true
                if state.isRunning { state.closers.append(closer) }
                return !state.isRunning
            }
            if isIdle { closer.resume() }
        }
    }

    private func runNext() {
        pool.asyncWriteWithoutTransaction { [self] database in
            let batch = state.withLock { Self.takeBatch(from: &$0.waiting) }
            let outcomes = run(batch, in: database)
            state.withLock { $0.statistics.count(batch.count) }
            for (job, outcome) in zip(batch, outcomes) { job.caller.resume(returning: outcome) }
            let (mustGoOn, closers) = state.withLock { state -> (Bool, [CheckedContinuation<Void, Never>]) in
                state.isRunning = !state.waiting.isEmpty
                guard !state.isRunning else { return (true, []) }
                defer { state.closers = [] }
                return (false, state.closers)
            }
            // Anew instead of in a loop, so that a checkpoint which waits for the writer has its turn.
            if mustGoOn { runNext() }
            for closer in closers { closer.resume() }
        }
    }

    private static func takeBatch(from waiting: inout [Job]) -> [Job] {
        var weight = 0
        let count = waiting.prefix(mostJobs).prefix { job in
            defer { weight += job.weight }
            return weight < mostBytes
        }.count
        defer { waiting.removeFirst(count) }
        return Array(waiting.prefix(count))
    }

    private func run(_ batch: [Job], in database: Database) -> [StoreError?] {
        do {
            return try outcomes(of: batch, in: database)
        } catch {
            // SQLite may have rolled back already (https://sqlite.org/lang_transaction.html).
            if database.isInsideTransaction { try? database.write("ROLLBACK") }
            let error = StoreError(error, path)
            // Nothing of it was kept; a big change must not take the small ones beside it down.
            if error.code == .full, batch.count > 1 { return batch.flatMap { run([$0], in: database) } }
            return batch.map { _ in error }
        }
    }

    /// Savepoints copy every page that is written, and hardly any change is refused: so they come with the second try.
    private func outcomes(of batch: [Job], in database: Database) throws -> [StoreError?] {
        try database.write("BEGIN IMMEDIATE")
        do {
            for job in batch { try job.work(database) }
        } catch {
            guard database.isInsideTransaction, !StoreError.spoilsTransaction(error) else { throw error }
            try database.write("ROLLBACK")
            try database.write("BEGIN IMMEDIATE")
            let outcomes = try batch.map { try attempt($0.work, in: database) }
            try database.write("COMMIT")
            return outcomes
        }
        try database.write("COMMIT")
        return batch.map { _ in nil }
    }

    /// One change; what it is refused with, or an error that fails the whole transaction.
    private func attempt(_ work: Work, in database: Database) throws -> StoreError? {
        try database.write("SAVEPOINT change")
        do {
            try work(database)
            try database.write("RELEASE change")
            return nil
        } catch {
            guard database.isInsideTransaction, !StoreError.spoilsTransaction(error) else { throw error }
            try database.write("ROLLBACK TO change")
            try database.write("RELEASE change")
            return StoreError(error, path)
        }
    }
}

/// What group commit achieved since the store was opened.
package struct CommitStatistics: Sendable {
    package private(set) var transactions = 0
    /// The changes in them, refused ones too.
    package private(set) var changes = 0

    fileprivate mutating func count(_ batch: Int) {
        transactions += 1
        changes += batch
    }
}

extension Database {
    /// Runs a statement that is prepared once for each connection.
    func write(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
