import EngineStore
import Foundation
public import VendorCalls

/// Tells whoever follows a run that something happened to it.
public final class ProgressHub: Sendable {
    // The lock protects the followers.
    private let followers = Locked<[String: [UUID: AsyncStream<Void>.Continuation]]>([:])

    public init() {}

    public func take(_ progress: VendorCalls.Progress) {
        guard case .applied = progress.content else { return }
        for follower in followers.withLock({ $0[progress.run]?.values.map { $0 } ?? [] }) { follower.yield() }
    }

    /// One element for each time that something happened since the last one was taken.
    func follow(_ run: String) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        followers.withLock { $0[run, default: [:]][id] = continuation }
        continuation.onTermination = { [followers] _ in
            followers.withLock { all in
                all[run]?[id] = nil
                if all[run]?.isEmpty == true { all[run] = nil }
            }
        }
        return stream
    }

    /// Ends every stream.
    public func close() {
        for follower in followers.withLock({ $0.values.flatMap(\.values) }) { follower.finish() }
    }
}
