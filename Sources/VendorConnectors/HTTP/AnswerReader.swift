import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization
import Vendors

/// Gathers one answer on the event loop, part by part, without a task of its own.
final class AnswerReader: HTTPClientResponseDelegate {
    private struct Parts {
        var status = 0
        var headers: [VendorAnswer.Header] = []
        var body: [UInt8] = []
    }

    private let parts = Mutex(Parts())
    private let limit: Int

    /// - Parameter limit: the most bytes that a body may have.
    init(limit: Int) { self.limit = limit }

    func didReceiveHead(task: HTTPClient.Task<VendorAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        let promised = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard promised <= limit else { return task.eventLoop.makeFailedFuture(TransportFailure.tooLarge) }
        parts.withLock { parts in
            parts.status = Int(head.status.code)
            parts.headers = head.headers.map { VendorAnswer.Header($0.name.lowercased(), $0.value) }
            parts.body.reserveCapacity(promised)
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<VendorAnswer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        let fits = parts.withLock { parts in
            guard parts.body.count + part.readableBytes <= limit else { return false }
            parts.body += part.readableBytesView
            return true
        }
        return fits
            ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(TransportFailure.tooLarge)
    }

    func didFinishRequest(task: HTTPClient.Task<VendorAnswer>) -> VendorAnswer {
        parts.withLock { VendorAnswer(status: $0.status, headers: $0.headers, body: $0.body) }
    }
}
