public import EngineStore
import Foundation
import GRDB
public import Vocabulary

extension SQLiteStore {
    public func load(_ run: RunID) async throws(StoreError) -> LoadedRun {
        try await read { database in
            let found = try database.rows("SELECT * FROM runs WHERE run = ?", [run.text]).first
            guard let row = try found?.runRow() else { throw StoreError(.notFound, "there is no run \(run)") }
            guard row.key != nil else { return LoadedRun(row: row, snapshot: nil, tail: []) }
            let stored = try database.rows("SELECT sequence, body FROM snapshots WHERE run = ?", [run.text]).first
            let snapshot = try stored.map { stored in
                let sequence: Int64 = try stored.get("sequence")
                return Snapshot(
                    sequence: sequence,
                    body: Sealed(stored: try stored.get("body"), context: .snapshot(run, sequence: sequence)))
            }
            let tail = try database.rows(
                "SELECT * FROM events WHERE run = ? AND sequence > ? ORDER BY sequence",
                [run.text, snapshot?.sequence ?? 0])
            return LoadedRun(row: row, snapshot: snapshot, tail: try tail.map { try $0.event() })
        }
    }

    public func events(of run: RunID, after sequence: Int64, limit: Int) async throws(StoreError) -> [StoredEvent] {
        try await read { database in
            try database.rows(
                "SELECT * FROM events WHERE run = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                [run.text, sequence, max(0, limit)]
            ).map { try $0.event() }
        }
    }

    public func activities(of run: RunID) async throws(StoreError) -> [ActivityRow] {
        try await read { database in
            try database.rows("SELECT * FROM activities WHERE run = ? ORDER BY id", [run.text])
                .map { try $0.activity() }
        }
    }

    public func timers(of run: RunID) async throws(StoreError) -> [TimerRow] {
        try await read { database in
            try database.rows("SELECT * FROM timers WHERE run = ? ORDER BY name", [run.text]).map { try $0.timer() }
        }
    }

    public func unfinished(after run: RunID?, limit: Int) async throws(StoreError) -> [RunID] {
        try await read { database in
            try database.rows(Query.unfinished, [run?.text ?? "", run?.text ?? "", max(0, limit)])
                .map { try $0.runID() }
        }
    }

    public func dueTimers(by moment: Moment, limit: Int) async throws(StoreError) -> [TimerRow] {
        try await read { database in
            try database.rows(Query.dueTimers, [moment.milliseconds, max(0, limit)]).map { try $0.timer() }
        }
    }

    public func dueActivities(by moment: Moment, limit: Int) async throws(StoreError) -> [ActivityRow] {
        try await read { database in
            try database.rows(Query.dueActivities, [moment.milliseconds, max(0, limit)]).map { try $0.activity() }
        }
    }

    public func media(_ name: String, of run: RunID) async throws(StoreError) -> Media {
        try await read { database in
            let rows = try database.rows("SELECT * FROM media WHERE run = ? AND name = ?", [run.text, name])
            guard let row = rows.first else { throw StoreError(.notFound, "\(run) has no medium `\(name)`") }
            return Media(
                name: name, contentType: try row.get("content_type"), size: try row.get("size"),
                body: Sealed(stored: try row.get("body"), context: .media(run, name: name)))
        }
    }

    public func runs(_ filter: RunFilter, before run: RunID?, limit: Int) async throws(StoreError) -> [RunRow] {
        let (sql, arguments) = Query.runs(filter, before: run, limit: max(0, limit))
        return try await read { database in try database.rows(sql, arguments).map { try $0.runRow() } }
    }

    public func run(marked mark: InboxMark) async throws(StoreError) -> RunID? {
        try await read { database in
            try database.rows("SELECT run FROM inbox WHERE source = ? AND id = ?", [mark.source, mark.id])
                .first?.runID()
        }
    }

    public func pack(_ digest: String) async throws(StoreError) -> StoredPack {
        let pack = try await read { try $0.pack(digest) }
        guard let pack else { throw StoreError(.notFound, "there is no pack `\(digest)`") }
        return pack
    }

    public func flow(_ digest: String) async throws(StoreError) -> StoredFlow {
        let flow = try await read { try $0.flow(digest) }
        guard let flow else { throw StoreError(.notFound, "there is no flow `\(digest)`") }
        return flow
    }
}

extension Database {
    fileprivate func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }
}
