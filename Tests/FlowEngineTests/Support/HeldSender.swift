import FlowEngine
import Foundation
import Vendors
import Vocabulary

@testable import VendorConnectors

/// Sends, and keeps the answer of one operation until a test lets go of it, or the call is given up.
final class HeldSender: VendorSender, @unchecked Sendable {
    // Sendable because the lock guards what changes.
    private let lock = NSLock()
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private let inner: PlayedSender
    private let operation: String
    private let arrived: AsyncStream<Void>.Continuation
    /// One item for each call that is held.
    let arrivals: AsyncStream<Void>

    init(_ inner: PlayedSender, holding operation: String) {
        self.inner = inner
        self.operation = operation
        (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    }

    func release() {
        let waiting = lock.withLock {
            isOpen = true
            defer { self.waiting = [] }
            return self.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        let answer = try await inner.send(request, media: media, timeout: timeout)
        guard request.operation == operation else { return answer }
        arrived.yield()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passes = lock.withLock {
                    if !isOpen && !Task.isCancelled { waiting.append(continuation) }
                    return isOpen || Task.isCancelled
                }
                if passes { continuation.resume() }
            }
        } onCancel: {
            release()
        }
        if Task.isCancelled { throw ConnectorProblem(.cancelled, "given up") }
        return answer
    }
}
