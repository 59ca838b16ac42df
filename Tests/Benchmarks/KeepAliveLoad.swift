import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// Connections that send one request after the other, each as soon as the last one is answered.
///
/// It parses no more than it must, for it shares the machine with the server that it measures.
enum KeepAliveLoad {
    struct Result {
        var perSecond: Double
        var p99: Duration
    }

    /// - Parameter request: the whole of request number `n`, head and body.
    static func run(
        port: Int, connections: Int, requests: Int, request: @escaping @Sendable (Int) -> ByteBuffer
    ) async throws -> Result {
        let numbers = Atomic<Int>(0)
        let latencies = Latencies()
        let next: @Sendable () -> ByteBuffer? = {
            let number = numbers.add(1, ordering: .relaxed).oldValue
            return number < requests ? request(number) : nil
        }
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<connections {
                group.addTask {
                    let loop = MultiThreadedEventLoopGroup.singleton.any()
                    let done = loop.makePromise(of: [Duration].self)
                    _ = try await ClientBootstrap(group: loop).channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(Caller(next: next, done: done))
                        }
                    }.connect(host: "127.0.0.1", port: port).get()
                    latencies.add(try await done.futureResult.get())
                }
            }
            try await group.waitForAll()
        }
        let all = latencies.sorted
        return Result(
            perSecond: Double(all.count) / ((clock.now - start) / .seconds(1)),
            p99: all.isEmpty ? .zero : all[all.count * 99 / 100])
    }

    static func post(_ path: String, _ body: [UInt8], headers: [String: String]) -> ByteBuffer {
        var head = "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        var buffer = ByteBuffer(string: head + "Content-Length: \(body.count)\r\n\r\n")
        buffer.writeBytes(body)
        return buffer
    }
}

/// An answer that is not a success, with what it says.
struct LoadFailure: Error {
    var answer: String
}

/// A connection.
private final class Caller: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let next: @Sendable () -> ByteBuffer?
    private let done: EventLoopPromise<[Duration]>
    private var received = ByteBuffer()
    private var latencies: [Duration] = []
    private var sentAt = ContinuousClock.now

    init(next: @escaping @Sendable () -> ByteBuffer?, done: EventLoopPromise<[Duration]>) {
        self.next = next
        self.done = done
    }

    func channelActive(context: ChannelHandlerContext) { send(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        received.writeBuffer(&part)
        let bytes = received.readableBytesView
        guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
        let text = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).lowercased()
        let length = text.firstRange(of: "content-length: ").flatMap {
            Int(text[$0.upperBound...].prefix { $0.isNumber })
        }
        guard bytes.count >= head.upperBound - bytes.startIndex + (length ?? 0) else { return }
        guard text.hasPrefix("http/1.1 2") else {
            done.fail(LoadFailure(answer: String(decoding: bytes, as: UTF8.self)))
            return context.close(promise: nil)
        }
        received.clear()
        latencies.append(.now - sentAt)
        send(context)
    }

    func channelInactive(context: ChannelHandlerContext) { done.succeed(latencies) }

    private func send(_ context: ChannelHandlerContext) {
        guard let request = next() else {
            done.succeed(latencies)
            return context.close(promise: nil)
        }
        sentAt = .now
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }
}

extension ContinuousClock.Instant {
    fileprivate static func - (left: Self, right: Self) -> Duration { right.duration(to: left) }
}

/// The times of all connections.
private final class Latencies: Sendable {
    private let all = Mutex<[Duration]>([])

    var sorted: [Duration] { all.withLock { $0.sorted() } }

    func add(_ some: [Duration]) { all.withLock { $0 += some } }
}
