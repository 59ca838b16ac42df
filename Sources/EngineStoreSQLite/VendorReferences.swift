public import EngineStore
import GRDB

extension Schema {
    /// A run's are found when it is erased.
    static let vendorReferences = """
        CREATE TABLE vendor_references (
            pack TEXT NOT NULL,
            digest TEXT NOT NULL,
            run TEXT NOT NULL REFERENCES runs,
            PRIMARY KEY (pack, digest)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX vendor_references_by_run ON vendor_references (run);
        """
}

extension Database {
    func put(_ reference: VendorReference, of run: RunID) throws {
        try write(
            """
            INSERT INTO vendor_references (pack, digest, run) VALUES (?, ?, ?)
            ON CONFLICT (pack, digest) DO UPDATE SET run = excluded.run
            """,
            [reference.pack, reference.digest, run.text])
    }
}

extension SQLiteStore {
    /// The run that has the session.
    public func run(of reference: VendorReference) async throws(StoreError) -> RunID? {
        let sql = "SELECT run FROM vendor_references WHERE pack = ? AND digest = ?"
        let text: String? = try await read { try $0.rows(sql, [reference.pack, reference.digest]).first?.get("run") }
        return text.flatMap { RunID($0) }
    }
}
