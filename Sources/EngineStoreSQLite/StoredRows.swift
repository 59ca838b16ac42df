import EngineStore
import Foundation
import GRDB
import Vocabulary

/// Records out of rows. A value that no store of ours wrote is `corrupt`.
extension Row {
    func get<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let value = Value.fromDatabaseValue(self[column]) else {
            throw StoreError(.corrupt, "a stored record has no valid `\(column)`")
        }
        return value
    }

    func runID() throws -> RunID {
        guard let run = RunID(try get("run", as: String.self)) else {
            throw StoreError(.corrupt, "a stored record has no valid `run`")
        }
        return run
    }

    func moment(_ column: String) throws -> Moment { Moment(milliseconds: try get(column)) }

    func optionalMoment(_ column: String) -> Moment? {
        (self[column] as Int64?).map(Moment.init(milliseconds:))
    }

    func runRow() throws -> RunRow {
        guard let status = RunStatus(rawValue: try get("status", as: String.self)) else {
            throw StoreError(.corrupt, "a stored run has no valid `status`")
        }
        var row = RunRow(
            stored: try runID(), flow: try get("flow"), version: try get("version"), digest: try get("digest"),
            createdAt: try moment("created_at"), status: status, sequence: try get("sequence"),
            head: EventHash(stored: try get("head")), updatedAt: try moment("updated_at"),
            key: (self["key"] as Data?).map(WrappedKey.init(stored:)))
        row.reason = self["reason"]
        row.decidedBy = self["decided_by"]
        row.waitingOn = self["waiting_on"]
        row.waitingUntil = optionalMoment("waiting_until")
        row.incident = self["incident"]
        row.erasedAt = optionalMoment("erased_at")
        return row
    }

    func event() throws -> StoredEvent {
        let run = try runID()
        let sequence: Int64 = try get("sequence")
        return StoredEvent(
            run: run, sequence: sequence, at: try moment("at"), kind: try get("kind"),
            body: Sealed(stored: try get("body"), context: .event(run, sequence: sequence)),
            hash: EventHash(stored: try get("hash")))
    }

    func activity() throws -> ActivityRow {
        let run = try runID()
        let id: String = try get("id")
        let revision: Int64 = try get("revision")
        guard let state = ActivityState(rawValue: try get("state", as: String.self)) else {
            throw StoreError(.corrupt, "a stored activity has no valid `state`")
        }
        return ActivityRow(
            run: run, id: id, state: state, due: optionalMoment("due"),
            body: Sealed(stored: try get("body"), context: .activity(run, id: id, revision: revision)),
            revision: revision)
    }

    func timer() throws -> TimerRow {
        TimerRow(run: try runID(), name: try get("name"), due: try moment("due"))
    }
}
