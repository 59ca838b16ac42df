import EngineStore
import Foundation
import GRDB
import Vocabulary

/// The ceiling: cached statements in a loop on one thread, without checks, hashes, savepoints or callers to answer.
final class BareSQLite {
    private let database: DatabaseQueue

    /// Opens the file that a store made and closed, so that tables and indexes are the same.
    init(path: String) throws {
        database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { database in
            try database.execute(
                sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
            guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
                throw CocoaError(.featureUnsupported)
            }
            try database.execute(sql: "CREATE TABLE log (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
        }
    }

    func close() throws { try database.close() }

    /// The rows that the store writes for these changes, in its own tables; the runs go on where the store ended.
    func writeRows(of changes: [[RunChange]], batch: Int) throws {
        let hash = Data(count: 32)
        try transactions(of: changes, batch: batch) { database, change in
            guard let advance = change.advance, let event = advance.events.first, let call = change.activities.first
            else { return }
            let sequence = advance.sequence + Int64(changes[0].count)
            try database.cachedStatement(
                sql: "INSERT INTO events (run, sequence, at, kind, body, hash) VALUES (?, ?, ?, ?, ?, ?)"
            ).execute(
                arguments: [change.run.text, sequence, event.at.milliseconds, event.kind, event.body.bytes, hash])
            try database.cachedStatement(sql: "UPDATE snapshots SET sequence = ?, body = ? WHERE run = ?")
                .execute(arguments: [sequence, advance.snapshot?.bytes, change.run.text])
            try database.cachedStatement(sql: "UPDATE runs SET sequence = ?, head = ?, updated_at = ? WHERE run = ?")
                .execute(arguments: [sequence, hash, change.at.milliseconds, change.run.text])
            try database.cachedStatement(
                sql: "UPDATE activities SET state = ?, due = ?, body = ?, revision = ? WHERE run = ? AND id = ?"
            ).execute(
                arguments: [
                    call.state.rawValue, call.due?.milliseconds, call.body.bytes, call.expecting, change.run.text,
                    call.id,
                ])
        }
    }

    /// As many bytes, in the least that SQLite can do with them: one row appended to one table.
    func writeBytes(of changes: [[RunChange]], batch: Int) throws {
        try transactions(of: changes, batch: batch) { database, change in
            let advance = change.advance
            let bodies = (advance?.events.map(\.body) ?? []) + change.activities.map(\.body)
            let bytes = bodies.reduce(into: advance?.snapshot?.bytes ?? Data()) { $0.append($1.bytes) }
            try database.cachedStatement(sql: "INSERT INTO log (bytes) VALUES (?)").execute(arguments: [bytes])
        }
    }

    /// The first change of every run, then the second of every run, as callers in flight bring them.
    private func transactions(
        of changes: [[RunChange]], batch: Int, _ body: (Database, RunChange) throws -> Void
    ) throws {
        let order = changes[0].indices.flatMap { step in changes.map { $0[step] } }
        try database.writeWithoutTransaction { database in
            for start in stride(from: 0, to: order.count, by: batch) {
                try database.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
                for change in order[start..<min(start + batch, order.count)] { try body(database, change) }
                try database.cachedStatement(sql: "COMMIT").execute()
            }
        }
    }
}
