import Diagnostics
import YAMLDecoding
import YAMLTree

/// Keys of the binding that a later version will read.
///
/// They are known, so that a pack which uses them is told so, and not that it cannot spell.
struct LaterKeys {
    var keys: [String]

    /// The record with these keys taken for known and then refused.
    func record(_ node: YAMLNode, as what: String, keys available: [String], findings: inout Findings) -> Record? {
        guard let record = Record(node, as: what, keys: available + keys, findings: &findings) else { return nil }
        for key in keys {
            guard let entry = record[key] else { continue }
            findings.report(.notAvailable("`\(key)` of \(what)", at: entry.key.place))
        }
        return record
    }

    static let binding = LaterKeys(keys: ["demands", "tables", "paths", "limits", "prices"])
    static let setting = LaterKeys(keys: ["min", "max"])
    static let matcher = LaterKeys(keys: ["status"])
    static let operation = LaterKeys(keys: ["first", "cache", "pages", "idempotency"])
    static let success = LaterKeys(keys: ["body", "bytes", "min_length"])
    static let status = LaterKeys(keys: ["not_before", "open"])
    static let statuses = LaterKeys(keys: ["settled", "missing"])
}

extension Finding {
    static func notAvailable(_ what: String, at place: Place) -> Finding {
        Finding("not-available-yet", "\(what) is not available yet", at: place)
    }
}
