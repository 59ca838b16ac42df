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

    /// One element when something happened since the last one was taken, however much it was, and one each interval.
    func follow(_ run: String, every interval: Duration) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        let ticking = Task {
            while (try? await Task.sleep(for: interval)) != nil { continuation.yield() }
        }
        followers.withLock { $0[run, default: [:]][id] = continuation }
        continuation.onTermination = { [followers] _ in
            ticking.cancel()
            followers.withLock { all in
                all[run]?[id] = nil
                if all[run]?.isEmpty == true { all[run] = nil }
            }
        }
        return stream
    }

    /// How many follow a run now.
    var count: Int { followers.withLock { $0.values.reduce(0) { $0 + $1.count } } }

    /// Ends every stream.
    public func close() {
        for follower in followers.withLock({ $0.values.flatMap(\.values) }) { follower.finish() }
    }
}
