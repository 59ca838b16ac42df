import EngineStore
import GRDB

extension StoreError {
    /// What an error of SQLite means to the caller. Its message names tables and columns, never values; the statement
    /// and its arguments are left out.
    init(_ error: any Error, _ path: String) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.unavailable, "the store `\(path)` failed")
            return
        }
        let (code, problem): (Code, String) =
            switch error.resultCode.primaryResultCode {
            case .SQLITE_FULL: (.full, "has no room left")
            case .SQLITE_READONLY, .SQLITE_PERM: (.readOnly, "is read-only")
            case .SQLITE_NOTADB: (.notADatabase, "is not a database")
            case .SQLITE_CORRUPT: (.corrupt, "is damaged")
            case .SQLITE_BUSY, .SQLITE_LOCKED: (.inUse, "is locked by another program")
            case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH: (.invalid, "refused a record")
            default: (.unavailable, "failed")
            }
        let detail = error.message.map { ": \($0)" } ?? ""
        self.init(code, "the store `\(path)` \(problem) (\(error.extendedResultCode.rawValue)\(detail))")
    }

    /// Whether SQLite can go on with the transaction's other changes.
    static func spoilsTransaction(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        switch error.resultCode.primaryResultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_FULL: return false
        default: return true
        }
    }
}
