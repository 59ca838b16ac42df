import EngineStore
import GRDB

extension SQLiteStore {
    /// Opens the file, brings its tables up to date, and makes sure that a commit is a commit.
    static func open(_ path: String, maximumBytes: Int64?) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")
            if let maximumBytes {
                let pageSize = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 4096
                try database.execute(sql: "PRAGMA max_page_count = \(max(1, maximumBytes / pageSize))")
            }
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { try checkOwner($0, path) }
        try Schema.migrator.migrate(pool)
        try pool.writeWithoutTransaction { database in
            // The pool went back to NORMAL when it turned the log on; inside a transaction SQLite would refuse this.
            // The writer comes back to the pages of every run under way: 16 MB of them are kept, beside SQLite's usual 2.
            try database.execute(
                sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16384")
            guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2,
                try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal"
            else { throw StoreError(.unavailable, "the store `\(path)` cannot be made durable") }
            // A killed process may have left erased keys in the log. If there is no room for it, the store must open
            // all the same, to be read.
            _ = try? database.checkpoint(.truncate)
        }
        return pool
    }

    /// Refuses a database of somebody else, and one of a later version of ourselves.
    private static func checkOwner(_ database: Database, _ path: String) throws {
        let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard owner == Schema.applicationID || tables == 0 else {
            throw StoreError(.notADatabase, "`\(path)` is a database of another program")
        }
        if try Schema.migrator.hasBeenSuperseded(database) {
            throw StoreError(.newer, "the store `\(path)` was written by a newer version of trustflow")
        }
    }
}
