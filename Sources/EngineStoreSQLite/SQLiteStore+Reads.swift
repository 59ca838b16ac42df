public import EngineStore
import Foundation
import GRDB
public import Vocabulary

extension SQLiteStore {
    public func load(_ run: RunID) async throws(StoreError) -> LoadedRun {
        try await read { database in
            let found = try database.rows("SELECT * FROM runs WHERE run = ?", [run.text]).first
            guard let row = try found?.runRow() else { throw StoreError(.notFound, "there is no run \(run)") }
            let snapshot = try database.snapshot(of: run)
            // Without a key nothing of the rest is there, but for events that nobody can open any more.
            let tail = try row.key == nil ? [] : database.events(of: run, after: snapshot?.sequence ?? 0, limit: .max)
            return LoadedRun(
                row: row, snapshot: snapshot, tail: tail,
                activities: try database.activities(of: run).filter { $0.state != .done },
                timers: try database.timers(of: run))
        }
    }

    public func events(of run: RunID, after sequence: Int64, limit: Int) async throws(StoreError) -> [StoredEvent] {
        try await read { try $0.events(of: run, after: sequence, limit: max(0, limit)) }
    }

    public func activities(of run: RunID) async throws(StoreError) -> [ActivityRow] {
        try await read { try $0.activities(of: run) }
    }

    public func timers(of run: RunID) async throws(StoreError) -> [TimerRow] {
        try await read { try $0.timers(of: run) }
    }

    public func interrupted(after run: RunID?, limit: Int) async throws(StoreError) -> [RunID] {
        try await read { database in
            try database.rows(Query.interrupted, [run?.text ?? "", max(0, limit)]).map { try $0.runID() }
        }
    }

    public func due(
        from: Moment, after run: RunID?, by moment: Moment, limit: Int
    ) async throws(StoreError) -> [DueRun] {
        let range: StatementArguments = [from.milliseconds, run?.text ?? "", moment.milliseconds]
        return try await read { database in
            try database.rows(Query.due, range + range + [max(0, limit)]).map { row in
                DueRun(due: try row.moment("due"), run: try row.runID())
            }
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

    public func counts() async throws(StoreError) -> [RunStatus: Int] {
        try await read { database in
            try database.rows(Query.counts, []).reduce(into: [:]) { counts, row in
                guard let status = RunStatus(rawValue: try row.get("status", as: String.self)) else {
                    throw StoreError(.corrupt, "a stored run has no valid `status`")
                }
                counts[status] = try row.get("count")
            }
        }
    }

    public func taken(_ mark: InboxMark) async throws(StoreError) -> TakenMark? {
        try await read { try $0.taken(mark) }
    }

    public func recall(
        _ mark: InboxMark, _ kind: String
    ) async throws(StoreError) -> (taken: TakenMark?, kept: StoredDocument?) {
        try await read { (try $0.taken(mark), try $0.document(kind, mark.id)) }
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

    public func document(_ kind: String, _ name: String) async throws(StoreError) -> StoredDocument {
        let document = try await read { try $0.document(kind, name) }
        guard let document else { throw .noDocument(kind, name) }
        return document
    }

    public func documents(_ kind: String, after name: String?, limit: Int) async throws(StoreError) -> [StoredDocument]
    {
        let sql = "SELECT name, bytes FROM documents WHERE kind = ? AND name > ? ORDER BY name LIMIT ?"
        return try await read { database in
            try database.rows(sql, [kind, name ?? "", max(0, limit)]).map {
                StoredDocument(kind: kind, name: try $0.get("name"), bytes: try $0.get("bytes"))
            }
        }
    }
}

extension Database {
    fileprivate func taken(_ mark: InboxMark) throws -> TakenMark? {
        try rows("SELECT run, digest FROM inbox WHERE source = ? AND id = ?", [mark.source, mark.id]).first.map {
            TakenMark(run: try $0.runID(), digest: $0["digest"])
        }
    }

    fileprivate func snapshot(of run: RunID) throws -> Snapshot? {
        try rows("SELECT sequence, body FROM snapshots WHERE run = ?", [run.text]).first.map { row in
            let sequence: Int64 = try row.get("sequence")
            let body = Sealed(stored: try row.get("body"), context: .snapshot(run, sequence: sequence))
            return Snapshot(sequence: sequence, body: body)
        }
    }

    fileprivate func events(of run: RunID, after sequence: Int64, limit: Int) throws -> [StoredEvent] {
        let sql = "SELECT * FROM events WHERE run = ? AND sequence > ? ORDER BY sequence LIMIT ?"
        return try rows(sql, [run.text, sequence, limit]).map { try $0.event() }
    }

    fileprivate func activities(of run: RunID) throws -> [ActivityRow] {
        try rows("SELECT * FROM activities WHERE run = ? ORDER BY id", [run.text]).map { try $0.activity() }
    }

    fileprivate func timers(of run: RunID) throws -> [TimerRow] {
        try rows("SELECT * FROM timers WHERE run = ? ORDER BY name", [run.text]).map { try $0.timer() }
    }

    func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }
}
