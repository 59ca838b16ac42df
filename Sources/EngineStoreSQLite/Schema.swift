import GRDB

/// The tables, as numbered steps that are never edited once released.
enum Schema {
    /// Marks the file as ours (`PRAGMA application_id`): "tflw".
    static let applicationID: Int32 = 0x7466_6C77

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        // Runs are deleted by nobody, so that no foreign key can dangle later: the check at the end is not needed.
        migrator.registerMigration("001", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: first)
        }
        migrator.registerMigration("002", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: second)
        }
        // What came under a mark, so that the same id with something else can be refused.
        migrator.registerMigration("003", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: "ALTER TABLE inbox ADD COLUMN digest TEXT")
        }
        migrator.registerMigration("004", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: deliveries)
        }
        migrator.registerMigration("005", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: interrupted)
        }
        migrator.registerMigration("006", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: vendorReferences)
        }
        // Nothing asks for what is not done any more; every change of an activity wrote it all the same.
        migrator.registerMigration("007", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: "DROP INDEX activities_open")
        }
        return migrator
    }

    /// What waits is found by an index of its own, so that what was delivered costs nothing.
    private static let deliveries = """
        CREATE TABLE deliveries (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            endpoint TEXT NOT NULL,
            kind TEXT NOT NULL,
            run TEXT,
            body BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up', 'disabled')),
            due INTEGER,
            tries INTEGER NOT NULL,
            log BLOB NOT NULL,
            revision INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX deliveries_waiting ON deliveries (endpoint, due, position) WHERE due IS NOT NULL;
        CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint, position);
        CREATE INDEX deliveries_settled ON deliveries (changed_at) WHERE due IS NULL;
        """

    private static let second = """
        CREATE TABLE documents (
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (kind, name)
        ) STRICT;
        """

    /// What a start looks for; with many runs that wait, those that do not are few.
    private static let interrupted = """
        CREATE INDEX activities_interrupted ON activities (run) WHERE state IN ('ready', 'sending');
        """

    /// `run` is text everywhere: a person with the `sqlite3` shell can read the file, and a name sorts by time.
    private static let first = """
        CREATE TABLE packs (
            digest TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE pack_files (
            pack TEXT NOT NULL REFERENCES packs,
            path TEXT NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (pack, path)
        ) STRICT;
        CREATE TABLE flows (
            digest TEXT PRIMARY KEY NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE flow_packs (
            flow TEXT NOT NULL REFERENCES flows,
            position INTEGER NOT NULL,
            pack TEXT NOT NULL REFERENCES packs,
            PRIMARY KEY (flow, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE runs (
            run TEXT PRIMARY KEY NOT NULL,
            flow TEXT NOT NULL,
            version TEXT NOT NULL,
            digest TEXT NOT NULL REFERENCES flows (digest),
            created_at INTEGER NOT NULL,
            status TEXT NOT NULL,
            reason TEXT,
            decided_by TEXT,
            waiting_on TEXT,
            waiting_until INTEGER,
            incident TEXT,
            sequence INTEGER NOT NULL,
            head BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            key BLOB,
            erased_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX runs_by_status ON runs (status, run);

        CREATE TABLE events (
            run TEXT NOT NULL REFERENCES runs,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (run, sequence)
        ) STRICT;
        CREATE TABLE snapshots (
            run TEXT PRIMARY KEY NOT NULL REFERENCES runs,
            sequence INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE TABLE timers (
            run TEXT NOT NULL REFERENCES runs,
            name TEXT NOT NULL,
            due INTEGER NOT NULL,
            PRIMARY KEY (run, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX timers_by_due ON timers (due, run, name);
        CREATE TABLE activities (
            run TEXT NOT NULL REFERENCES runs,
            id TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'waiting', 'done')),
            due INTEGER,
            body BLOB NOT NULL,
            revision INTEGER NOT NULL,
            PRIMARY KEY (run, id)
        ) STRICT;
        CREATE INDEX activities_open ON activities (run) WHERE state <> 'done';
        CREATE INDEX activities_by_due ON activities (due, run, id)
            WHERE state IN ('ready', 'waiting') AND due IS NOT NULL;
        CREATE TABLE media (
            run TEXT NOT NULL REFERENCES runs,
            name TEXT NOT NULL,
            content_type TEXT NOT NULL,
            size INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (run, name)
        ) STRICT;
        CREATE TABLE inbox (
            source TEXT NOT NULL,
            id TEXT NOT NULL,
            run TEXT NOT NULL REFERENCES runs,
            PRIMARY KEY (source, id)
        ) STRICT, WITHOUT ROWID;
        """
}
