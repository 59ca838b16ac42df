import EngineStore
import EngineStoreSQLite
import StoreConformance
import StoreSamples
import Testing

@Suite struct SQLiteStoreTests {
    @Test(arguments: StorePromise.all) func keeps(_ promise: StorePromise) async throws {
        try await TemporaryFolder.with { folder in
            try await promise.ask(of: SQLiteStore(path: folder + "/store.sqlite"))
        }
    }

    @Test func theContractIsNotEmpty() { #expect(StorePromise.all.count >= 30) }
}
