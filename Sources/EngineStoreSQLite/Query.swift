import EngineStore
import GRDB
import Vocabulary

/// The reads that must stay quick however many runs there are: each is answered by an index, in order, without sorting.
enum Query {
    // The conditions repeat those of the partial indexes, without which SQLite does not take them.
    static let interrupted = """
        SELECT DISTINCT run FROM activities WHERE state IN ('ready', 'sending') AND run > ? ORDER BY run LIMIT ?
        """

    static let due = """
        SELECT due, run FROM timers WHERE (due, run) > (?, ?) AND due <= ?
        UNION SELECT due, run FROM activities
        WHERE state IN ('ready', 'waiting') AND due IS NOT NULL AND (due, run) > (?, ?) AND due <= ?
        ORDER BY due, run LIMIT ?
        """

    /// Asked again and again with its own answer, it leaps from one endpoint to the next, past all that waits for each.
    static let awaitedEndpoint = """
        SELECT endpoint FROM deliveries WHERE due IS NOT NULL AND endpoint > ? ORDER BY endpoint LIMIT 1
        """

    static let waiting = """
        SELECT * FROM deliveries WHERE endpoint = ? AND due IS NOT NULL ORDER BY due, position LIMIT ?
        """

    static let deliveries =
        "SELECT * FROM deliveries WHERE endpoint = ? AND position < ? ORDER BY position DESC LIMIT ?"

    static let settled = "SELECT position FROM deliveries WHERE due IS NULL AND changed_at < ? LIMIT ?"

    /// Of the index alone: nothing of a run is read.
    static let counts = "SELECT status, count(*) AS count FROM runs INDEXED BY runs_by_status GROUP BY status"

    static func runs(_ filter: RunFilter, before run: RunID?, limit: Int) -> (sql: String, StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        if let run {
            conditions.append("run < ?")
            arguments += [run.text]
        }
        if let statuses = filter.statuses {
            let words = statuses.map(\.rawValue).sorted()
            conditions.append("status IN (\(words.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(words)
        }
        if let flow = filter.flow {
            conditions.append("flow = ?")
            arguments += [flow]
        }
        if let incident = filter.incident { conditions.append("incident IS \(incident ? "NOT NULL" : "NULL")") }
        let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
        return ("SELECT * FROM runs \(condition)ORDER BY run DESC LIMIT ?", arguments + [limit])
    }
}
