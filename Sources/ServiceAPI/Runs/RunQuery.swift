import EngineStore
import Expressions
import Foundation
import Vocabulary

/// Which runs a list is asked for, read from its address.
///
/// The name of a run begins with the time of its creation, so a span of time is a span of names, which the store has in
/// order: neither end of it costs a scan.
struct RunQuery: Sendable {
    var filter = RunFilter()
    var limit = 50
    /// Only runs before this one.
    var before: RunID?
    /// Only runs that were created then or later.
    var earliest: Moment?

    init(_ query: [String: String]) throws(Problem) {
        if let text = query["status"] {
            guard let status = RunStatus(rawValue: text) else {
                throw Problem(
                    400, "unknown-status", "there is no status `\(text.prefix(40))`",
                    detail: "known are \(RunStatus.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            filter.statuses = [status]
        }
        filter.flow = query["flow"]
        if let text = query["limit"] {
            guard let number = Int(text), (1...200).contains(number) else {
                throw Problem(400, "out-of-range", "`limit` is 1 to 200")
            }
            limit = number
        }
        if let cursor = query["cursor"] {
            before = RunID(cursor)
            if before == nil { throw Problem(400, "bad-cursor", "this is no cursor that was given") }
        }
        earliest = try Self.moment(query, "created_after")
        if let end = try Self.moment(query, "created_before") {
            let first = RunID.first(at: end)
            before = before.map { min($0, first) } ?? first
        }
    }

    private static func moment(_ query: [String: String], _ name: String) throws(Problem) -> Moment? {
        guard let text = query[name] else { return nil }
        guard let time = CELTimestamp(text) else {
            throw Problem(
                400, "bad-time", "`\(name)` is no time of RFC 3339",
                detail: "write it like `2026-01-31T09:30:00Z`; a `+` of an offset is `%2B` in an address")
        }
        return Moment(milliseconds: time.milliseconds)
    }
}

extension RunID {
    /// What every name of a run that was created then, or later, is not before.
    fileprivate static func first(at moment: Moment) -> RunID {
        struct Zeros: RandomNumberGenerator { func next() -> UInt64 { 0 } }
        var zeros = Zeros()
        return RunID(at: Moment(milliseconds: max(0, moment.milliseconds)), using: &zeros)
    }
}

extension RunDesk {
    func list(_ call: Call) async throws -> Reply {
        let query = try RunQuery(call.query)
        let found = try await store.runs(query.filter, before: query.before, limit: query.limit)
        let rows = found.prefix { row in query.earliest.map { row.createdAt >= $0 } ?? true }
        let isLast = found.count < query.limit || rows.count < found.count
        return try .json(RunPage(runs: rows.map(RunSummary.init), next: isLast ? nil : rows.last?.run.text))
    }
}
