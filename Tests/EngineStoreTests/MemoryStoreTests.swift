import EngineStore
import StoreConformance
import Testing

@Suite struct MemoryStoreTests {
    @Test(arguments: StorePromise.all) func keeps(_ promise: StorePromise) async throws {
        try await promise.ask(of: MemoryStore())
    }

    @Test func theContractIsNotEmpty() { #expect(StorePromise.all.count >= 30) }
}
