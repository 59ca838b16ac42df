import EngineStore
import Foundation
import GRDB
import Vocabulary

extension Database {
    /// Makes a change true, or throws and leaves it to the savepoint to take back what was written.
    func apply(_ change: RunChange) throws {
        if let advance = change.advance {
            try apply(advance, at: change.at, of: change.run)
        } else {
            _ = try known(change.run)
        }
        for activity in change.activities { try apply(activity, of: change.run) }
    }

    /// Sequence, head and status of a run that can still be changed.
    private func known(_ run: RunID) throws -> Row {
        let found = try Row.fetchOne(
            cachedStatement(sql: "SELECT sequence, head, status, key IS NULL FROM runs WHERE run = ?"),
            arguments: [run.text])
        guard let found else { throw StoreError(.notFound, "there is no run \(run)") }
        if found[3] as Bool { throw StoreError(.erased, "\(run) was erased") }
        return found
    }

    private func apply(_ advance: Advance, at moment: Moment, of run: RunID) throws {
        // One that is created is not looked for first: its row finds out whether there is one.
        let known = advance.expecting == 0 ? nil : try known(run)
        if let known { try check(known, of: run, isAt: advance.expecting) }
        var head = known.map { EventHash(stored: $0[1]) } ?? .start
        let events = advance.events.enumerated().map { offset, event in
            let stored = StoredEvent(event, run: run, sequence: advance.expecting + 1 + Int64(offset), after: head)
            head = stored.hash
            return stored
        }
        if let known {
            try update(advance, at: moment, head: head, from: known[2])
        } else if try !insert(advance, at: moment, head: head) {
            try check(self.known(run), of: run, isAt: 0)
        }
        for event in events {
            try write(
                "INSERT INTO events (run, sequence, at, kind, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
                [run.text, event.sequence, event.at.milliseconds, event.kind, event.body.bytes, event.hash.bytes])
        }
        if let snapshot = advance.snapshot {
            try write(
                """
                INSERT INTO snapshots (run, sequence, body) VALUES (?, ?, ?)
                ON CONFLICT (run) DO UPDATE SET sequence = excluded.sequence, body = excluded.body
                """,
                [run.text, advance.sequence, snapshot.bytes])
        }
        for timer in advance.timers { try apply(timer, of: run) }
        for media in advance.media { try insert(media, of: run) }
        for mark in advance.inbox { try insert(mark, of: run) }
        for reference in advance.references { try put(reference, of: run) }
        for notice in advance.notices { try insert(notice, at: moment) }
        for document in advance.documents { try put(document) }
    }

    private func check(_ known: Row, of run: RunID, isAt expected: Int64) throws {
        let sequence: Int64 = known[0]
        guard sequence == expected else {
            throw StoreError(.conflict, "\(run) is at \(sequence), not at \(expected)")
        }
    }

    /// False when there is a run of that name.
    private func insert(_ advance: Advance, at moment: Moment, head: EventHash) throws -> Bool {
        let row = advance.row
        do {
            try write(
                """
                INSERT INTO runs (run, flow, version, digest, created_at, key, status, reason, decided_by, waiting_on,
                    waiting_until, incident, sequence, head, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run) DO NOTHING
                """,
                [row.run.text, row.flow, row.version, row.digest, row.createdAt.milliseconds, row.key?.bytes]
                    + StatementArguments(words(of: advance, at: moment, head: head)))
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY {
            throw StoreError(.notFound, "there is no flow `\(row.digest)` for \(row.run)")
        }
        return changesCount == 1
    }

    private func update(_ advance: Advance, at moment: Moment, head: EventHash, from status: String) throws {
        // An UPDATE that names the status rewrites its index, so it is named only when it changes.
        let isSame = status == advance.row.status.rawValue
        let values = words(of: advance, at: moment, head: head).dropFirst(isSame ? 1 : 0)
        try write(
            """
            UPDATE runs SET \(isSame ? "" : "status = ?, ")reason = ?, decided_by = ?, waiting_on = ?,
                waiting_until = ?, incident = ?, sequence = ?, head = ?, updated_at = ?
            WHERE run = ?
            """,
            StatementArguments(values) + [advance.row.run.text])
    }

    /// The columns that every advance writes, the status first.
    private func words(of advance: Advance, at moment: Moment, head: EventHash) -> [(any DatabaseValueConvertible)?] {
        let row = advance.row
        return [
            row.status.rawValue, row.reason, row.decidedBy, row.waitingOn, row.waitingUntil?.milliseconds, row.incident,
            advance.sequence, head.bytes, moment.milliseconds,
        ]
    }

    private func apply(_ timer: TimerChange, of run: RunID) throws {
        switch timer {
        case .set(let name, let due):
            try write(
                """
                INSERT INTO timers (run, name, due) VALUES (?, ?, ?)
                ON CONFLICT (run, name) DO UPDATE SET due = excluded.due
                """,
                [run.text, name, due.milliseconds])
        case .cancel(let name):
            try write("DELETE FROM timers WHERE run = ? AND name = ?", [run.text, name])
        }
    }

    private func apply(_ activity: ActivityChange, of run: RunID) throws {
        let values: StatementArguments = [activity.state.rawValue, activity.due?.milliseconds, activity.body.bytes]
        if activity.expecting == 0 {
            try write(
                """
                INSERT INTO activities (state, due, body, revision, run, id) VALUES (?, ?, ?, 1, ?, ?)
                ON CONFLICT (run, id) DO NOTHING
                """,
                values + [run.text, activity.id])
        } else {
            try write(
                """
                UPDATE activities SET state = ?, due = ?, body = ?, revision = revision + 1
                WHERE run = ? AND id = ? AND revision = ?
                """,
                values + [run.text, activity.id, activity.expecting])
        }
        guard changesCount == 1 else {
            throw StoreError(
                .conflict, "the activity `\(activity.id)` of \(run) is not at revision \(activity.expecting)")
        }
    }

    private func insert(_ media: Media, of run: RunID) throws {
        try write(
            """
            INSERT INTO media (run, name, content_type, size, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (run, name) DO NOTHING
            """,
            [run.text, media.name, media.contentType, media.size, media.body.bytes])
        guard changesCount == 1 else {
            throw StoreError(.conflict, "\(run) has a medium `\(media.name)` already")
        }
    }

    private func insert(_ mark: InboxMark, of run: RunID) throws {
        try write(
            "INSERT INTO inbox (source, id, run, digest) VALUES (?, ?, ?, ?) ON CONFLICT (source, id) DO NOTHING",
            [mark.source, mark.id, run.text, mark.digest])
        guard changesCount == 1 else { throw StoreError(.duplicate, "a fact for \(run) was taken in before") }
    }

    /// Destroys the key and what only the key could open, except for the events that the chain needs.
    func erase(_ run: RunID, at moment: Moment) throws {
        try write(
            "UPDATE runs SET key = NULL, erased_at = coalesce(erased_at, ?) WHERE run = ?",
            [moment.milliseconds, run.text])
        guard changesCount == 1 else { throw StoreError(.notFound, "there is no run \(run)") }
        for table in ["snapshots", "activities", "timers", "media", "vendor_references"] {
            try write("DELETE FROM \(table) WHERE run = ?", [run.text])
        }
    }
}
