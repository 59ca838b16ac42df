import Foundation
import NIOCore
import NIOPosix

/// A server on loopback that answers every connection with the bytes it was given, however wrong they are as HTTP.
struct RawServer {
    enum Behaviour: Sendable {
        /// These bytes once the request is in; `close` afterwards.
        case answer(String)
        /// These bytes, then the connection is closed before the rest.
        case cutAfter(String)
        /// The connection is closed as soon as the request is in.
        case hangUp
        /// These bytes at the first byte of anything.
        case babble(String)
        /// Nothing, ever.
        case silent
    }

    let channel: any Channel
    let seen: Requests

    var port: Int { channel.localAddress?.port ?? 0 }
    var address: String { "http://127.0.0.1:\(port)" }

    /// The requests as they came, as text.
    actor Requests {
        private(set) var all: [String] = []
        func add(_ text: String) { all.append(text) }
    }

    static func with<Answer: Sendable>(
        _ behaviour: Behaviour, _ body: (RawServer) async throws -> Answer
    ) async throws -> Answer {
        let seen = Requests()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 16)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RawHandler(behaviour: behaviour, seen: seen))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = RawServer(channel: channel, seen: seen)
        do {
            let answer = try await body(server)
            try await channel.close()
            return answer
        } catch {
            try? await channel.close()
            throw error
        }
    }
}

/// Gathers one request (its length from `content-length`), then behaves.
private final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let behaviour: RawServer.Behaviour
    private let seen: RawServer.Requests
    private var received = ""

    init(behaviour: RawServer.Behaviour, seen: RawServer.Requests) {
        self.behaviour = behaviour
        self.seen = seen
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        if case .babble(let text) = behaviour { return write(text, to: context.channel) }
        guard isComplete else { return }
        let request = received
        let seen = seen
        let channel = context.channel
        context.eventLoop.makeFutureWithTask { await seen.add(request) }
            .assumeIsolated().whenComplete { [behaviour] _ in
                switch behaviour {
                case .answer(let text), .cutAfter(let text), .babble(let text): self.write(text, to: channel)
                case .hangUp: channel.close(promise: nil)
                case .silent: break
                }
            }
    }

    /// The connection is closed once everything is out.
    private func write(_ text: String, to channel: any Channel) {
        channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in channel.close(promise: nil) }
    }

    private var isComplete: Bool {
        guard let end = received.range(of: "\r\n\r\n") else { return false }
        let body = received[end.upperBound...].utf8.count
        let head = received[..<end.lowerBound].lowercased()
        guard let length = head.range(of: "content-length: ") else { return true }
        let digits = head[length.upperBound...].prefix { $0.isNumber }
        return body >= Int(digits) ?? 0
    }
}
