import Foundation
import NIOCore
import NIOPosix

/// An endpoint on loopback that answers as it is told and keeps what it was sent; ended with the test.
public final class HookListener: Sendable {
    /// One request as it came.
    public struct Delivery: Sendable {
        public var path: String
        public var headers: [(name: String, value: String)]
        public var body: [UInt8]

        public subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
    }

    public enum Answer: Sendable {
        case status(Int, headers: [String] = [])
        /// Nothing, ever.
        case silence

        public static let ok = Answer.status(200)
    }

    private let channel: any Channel
    public let deliveries: AsyncStream<Delivery>

    public var port: Int { channel.localAddress?.port ?? 0 }
    public var url: String { "http://127.0.0.1:\(port)/hook" }

    private init(channel: any Channel, deliveries: AsyncStream<Delivery>) {
        self.channel = channel
        self.deliveries = deliveries
    }

    public static func with<Result>(
        _ answer: Answer = .ok, _ body: (HookListener) async throws -> Result
    ) async throws -> Result {
        let (stream, out) = AsyncStream.makeStream(of: Delivery.self)
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 64)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(HookHandler(answer: answer, out: out))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let listener = HookListener(channel: channel, deliveries: stream)
        do {
            let result = try await body(listener)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// The next deliveries, in the order in which they came.
    public func next(_ count: Int = 1) async -> [Delivery] {
        var found: [Delivery] = []
        for await delivery in deliveries {
            found.append(delivery)
            if found.count == count { break }
        }
        return found
    }
}

/// Gathers one request (its length from `content-length`), then answers and closes.
private final class HookHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: HookListener.Answer
    private let out: AsyncStream<HookListener.Delivery>.Continuation
    private var received = ""

    init(
        answer: HookListener.Answer,
        out: AsyncStream<HookListener.Delivery>.Continuation
    ) {
        self.answer = answer
        self.out = out
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        guard let delivery else { return }
        out.yield(delivery)
        guard case .status(let status, let headers) = answer else { return }
        let text = "HTTP/1.1 \(status) X\r\n" + (headers + ["content-length: 2", "", "ok"]).joined(separator: "\r\n")
        let channel = context.channel
        channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in channel.close(promise: nil) }
    }

    private var delivery: HookListener.Delivery? {
        guard let end = received.range(of: "\r\n\r\n") else { return nil }
        var lines = received[..<end.lowerBound].components(separatedBy: "\r\n")
        let path = lines.removeFirst().split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let headers = lines.map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
        }
        let body = Array(received[end.upperBound...].utf8)
        let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        return body.count >= length ? HookListener.Delivery(path: path, headers: headers, body: body) : nil
    }
}
