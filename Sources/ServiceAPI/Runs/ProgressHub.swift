import Foundation
public import VendorCalls

/// Tells whoever follows a run that something happened to it.
public final class ProgressHub: Sendable {
    // The lock protects the followers.
    private let followers = Guarded<[String: [UUID: AsyncStream<Void>.Continuation]]>([:])

    public init() {}

    public func take(_ progress: VendorCalls.Progress) {
        guard case .applied = progress.content else { return }
        for follower in followers.with({ $0[progress.run]?.values.map { $0 } ?? [] }) { follower.yield() }
    }

    /// One element for each time that something happened since the last one was taken.
    func follow(_ run: String) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        followers.with { $0[run, default: [:]][id] = continuation }
        continuation.onTermination = { [followers] _ in
            followers.with { all in
                all[run]?[id] = nil
                if all[run]?.isEmpty == true { all[run] = nil }
            }
        }
        return stream
    }

    /// Ends every stream.
    public func close() {
        for follower in followers.with({ $0.values.flatMap(\.values) }) { follower.finish() }
    }
}

/// A value behind a lock.
final class Guarded<Value: Sendable>: @unchecked Sendable {
    // Sendable because the lock guards the value.
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func with<Result>(_ body: (inout Value) -> Result) -> Result { lock.withLock { body(&value) } }
}
