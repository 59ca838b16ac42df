import EngineStore
import Foundation
import GRDB
import Vocabulary

extension Database {
    func insert(_ notice: Notice, at moment: Moment) throws {
        try write(
            """
            INSERT INTO deliveries (id, endpoint, kind, run, body, created_at, state, due, tries, log, revision,
                changed_at)
            VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, 0, x'', 1, ?) ON CONFLICT (id) DO NOTHING
            """,
            [
                notice.id, notice.endpoint, notice.kind, notice.run?.text, notice.body, moment.milliseconds,
                moment.milliseconds, moment.milliseconds,
            ])
        guard changesCount == 1 else { throw StoreError.known(notice) }
    }

    func update(_ delivery: DeliveryRow, at moment: Moment) throws {
        try write(
            """
            UPDATE deliveries SET state = ?, due = ?, tries = ?, log = ?, changed_at = ?, revision = revision + 1
            WHERE id = ? AND revision = ?
            """,
            [
                delivery.state.rawValue, delivery.due?.milliseconds, delivery.tries,
                try JSONEncoder().encode(delivery.log), moment.milliseconds, delivery.notice.id, delivery.revision,
            ])
        guard changesCount == 1 else { throw StoreError.moved(delivery) }
    }
}

extension Row {
    func delivery() throws -> DeliveryRow {
        guard let state = DeliveryState(rawValue: try get("state", as: String.self)) else {
            throw StoreError(.corrupt, "a stored delivery has no valid `state`")
        }
        let log: Data = try get("log")
        let tries = log.isEmpty ? [] : try? JSONDecoder().decode([DeliveryTry].self, from: log)
        guard let tries else { throw StoreError(.corrupt, "a stored delivery has no valid `log`") }
        let run: String? = self["run"]
        let notice = Notice(
            id: try get("id"), endpoint: try get("endpoint"), kind: try get("kind"), run: run.flatMap { RunID($0) },
            body: try get("body"))
        return DeliveryRow(
            position: try get("position"), notice: notice, createdAt: try moment("created_at"), state: state,
            due: optionalMoment("due"), tries: try get("tries"), log: tries, revision: try get("revision"))
    }
}
