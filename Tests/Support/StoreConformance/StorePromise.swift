public import EngineStore
import StoreSamples
public import Testing

/// One thing that every store promises, to be asked of a fresh, empty one.
///
/// ```swift
/// @Test(arguments: StorePromise.all) func keeps(_ promise: StorePromise) async throws {
///     try await promise.ask(of: MemoryStore())
/// }
/// ```
public struct StorePromise: Sendable, CustomTestStringConvertible {
    public let testDescription: String
    private let body: @Sendable (any EngineStore) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (any EngineStore) async throws -> Void) {
        testDescription = name
        self.body = body
    }

    /// Puts the samples' flow into the store, asks, and closes it.
    public func ask(of store: some EngineStore) async throws {
        try await SampleRun.prepare(store)
        try await body(store)
        try await store.close()
    }

    /// The whole contract. A test should also count it, because an empty list of arguments is skipped without a word.
    public static let all =
        commits + atomicity + refusals + activities + timers + recovery + lists + contents + documents + erasure
        + crowds + notices + references
}

/// Passes when `body` throws a ``StoreError`` of this code.
func expectRefusal(
    _ code: StoreError.Code, at location: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("was accepted, \(code) expected", sourceLocation: location)
    } catch let error as StoreError {
        #expect(error.code == code, "\(error)", sourceLocation: location)
    } catch {
        Issue.record(error, sourceLocation: location)
    }
}
