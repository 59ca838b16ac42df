import EngineStore
import Foundation
import GRDB
import StoreSamples
import Testing
import Vocabulary

@testable import EngineStoreSQLite

/// With a million waiting runs, a scan or a sort in one of these would stop the engine.
@Suite struct QueryPlanTests {
    @Test(arguments: [
        Query.awaitedEndpoint, Query.waiting, Query.deliveries, Query.settled, Query.interrupted,
        Query.due,
        Query.runs(RunFilter(), before: SampleRun.name(1), limit: 1).sql,
        Query.runs(RunFilter(statuses: [.reviewNeeded]), before: SampleRun.name(1), limit: 1).sql,
    ]) func isAnsweredByAnIndexInOrder(_ sql: String) async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            let count = sql.filter { $0 == "?" }.count
            let plan = try await store.pool.read { database in
                let arguments = StatementArguments(repeatElement(1, count: count))
                return try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                    .map { $0["detail"] as String }
            }
            #expect(!plan.isEmpty)
            for step in plan { #expect(!step.hasPrefix("SCAN") && !step.contains("TEMP B-TREE"), "\(plan)") }
            try await store.close()
        }
    }
}
